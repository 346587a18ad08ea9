// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text that grows at its end. It is stored as UTF-8 in pieces, so that a statement of many
 * megabytes is never copied while it grows.
 */
final class Utf8Text {
  private static final int BITS = 16;
  private static final int PIECE = 1 << BITS;

  private static final byte[] NONE = new byte[0];

  private final List<byte[]> pieces = new ArrayList<>();
  private byte[] last = NONE;
  private byte[] piece = last;
  private int current = -1;
  private int length;
  private boolean ascii = true;
  private int highSurrogate;

  /** Returns the length in bytes. */
  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Returns the byte at an index as a number from 0 to 255, or 0 outside the text. */
  int at(int index) {
    if (index < 0 || index >= length) {
      return 0;
    }
    int number = index >> BITS;
    if (number != current) {
      current = number;
      piece = pieces.get(number);
    }
    return piece[index & (PIECE - 1)] & 0xff;
  }

  void append(char c) {
    if (c < 0x80) {
      add(c);
      return;
    }
    ascii = false;
    if (Character.isHighSurrogate(c)) {
      highSurrogate = c;
      return;
    }
    int point = Character.isLowSurrogate(c) ? Character.toCodePoint((char) highSurrogate, c) : c;
    append(point);
  }

  private void append(int point) {
    if (point < 0x800) {
      add(0xc0 | (point >> 6));
    } else if (point < 0x10000) {
      add(0xe0 | (point >> 12));
      add(0x80 | ((point >> 6) & 0x3f));
    } else {
      add(0xf0 | (point >> 18));
      add(0x80 | ((point >> 12) & 0x3f));
      add(0x80 | ((point >> 6) & 0x3f));
    }
    add(0x80 | (point & 0x3f));
  }

  void append(String chars) {
    for (int i = 0; i < chars.length(); i++) {
      append(chars.charAt(i));
    }
  }

  private void add(int value) {
    int index = length & (PIECE - 1);
    if (index == 0) {
      last = new byte[PIECE];
      pieces.add(last);
    }
    last[index] = (byte) value;
    length++;
  }

  /** Returns the text between two byte indexes, which must be character boundaries. */
  String substring(int begin, int end) {
    return take(begin, end, false);
  }

  /** Returns the same as {@link #substring}, and releases the text to save memory. */
  String drain(int begin, int end) {
    return take(begin, end, true);
  }

  private String take(int begin, int end, boolean drains) {
    if (!ascii && end - begin >= PIECE) {
      return new Utf8Decoder(this, begin, end, drains).decode();
    }
    byte[] bytes = new byte[end - begin];
    for (int from = begin; from < end; ) {
      int offset = from & (PIECE - 1);
      int size = Math.min(PIECE - offset, end - from);
      System.arraycopy(pieces.get(from >> BITS), offset, bytes, from - begin, size);
      from += size;
      if (drains) {
        release(from);
      }
    }
    return new String(bytes, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Releases the pieces before an index. */
  void release(int index) {
    int number = (index >> BITS) - 1;
    if (number >= 0) {
      pieces.set(number, NONE);
    }
  }
}
