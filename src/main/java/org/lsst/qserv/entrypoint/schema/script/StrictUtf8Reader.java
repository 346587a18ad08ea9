// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes UTF-8 and reports malformed input with a {@link MalformedInputException} after it has
 * returned all characters before it, so that callers can report the line. The JDK's reader drops
 * those characters.
 */
final class StrictUtf8Reader extends Reader {
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(16 << 10).flip();
  private boolean complete;
  private @Nullable CoderResult error;

  StrictUtf8Reader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(target, offset, length);
    while (chars.position() == offset) {
      if (error != null) {
        error.throwException();
      }
      if (complete && !bytes.hasRemaining()) {
        return -1;
      }
      CoderResult result = decoder.decode(bytes, chars, complete);
      if (result.isError()) {
        error = result;
      } else if (result.isUnderflow()) {
        fill();
      } else if (chars.position() == offset) {
        return 0; // no room for a surrogate pair
      }
    }
    return chars.position() - offset;
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    complete = read < 0;
    bytes.position(bytes.position() + Math.max(read, 0)).flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
