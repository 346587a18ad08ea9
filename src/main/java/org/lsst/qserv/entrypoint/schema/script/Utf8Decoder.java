// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/** Decodes a long part of a {@link Utf8Text} with one temporary copy. */
final class Utf8Decoder {
  private final Utf8Text text;
  private final int begin;
  private final int end;

  private final boolean drains;

  /**
   * Creates a decoder of a part.
   *
   * @param drains whether to release the memory of decoded text
   */
  Utf8Decoder(Utf8Text text, int begin, int end, boolean drains) {
    this.text = text;
    this.begin = begin;
    this.end = end;
    this.drains = drains;
  }

  String decode() {
    char[] chars = new char[countChars()];
    int to = 0;
    int from = begin;
    while (from < end) {
      int first = text.at(from);
      int size = size(first);
      int point = first < 0x80 ? first : first & (0xff >> (size + 1));
      for (int i = 1; i < size; i++) {
        point = (point << 6) | (text.at(from + i) & 0x3f);
      }
      to += Character.toChars(point, chars, to);
      from += size;
      if (drains) {
        text.release(from);
      }
    }
    return new String(chars);
  }

  private int countChars() {
    int count = 0;
    for (int i = begin; i < end; i++) {
      int value = text.at(i);
      count += value < 0x80 || value >= 0xc0 ? 1 : 0;
      count += value >= 0xf0 ? 1 : 0; // a pair of surrogates
    }
    return count;
  }

  private static int size(int first) {
    if (first < 0x80) {
      return 1;
    }
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  }
}
