// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads text files written by users. All of them are read here, so that the byte order mark of an
 * editor (U+FEFF at the start of the file) never becomes part of the first name or value.
 */
public final class TextFile {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** The number of bytes of a byte order mark in UTF-8. */
  public static final int MARK_LENGTH = BYTE_ORDER_MARK.length;

  private TextFile() {}

  /**
   * Returns the content of a file without its byte order mark.
   *
   * @throws java.nio.charset.CharacterCodingException if the file is not UTF-8
   * @throws IOException if the file cannot be read
   */
  public static String read(Path file) throws IOException {
    return decode(Files.readAllBytes(file));
  }

  /**
   * Returns the lines of a file without their ends: {@code \n} or {@code \r\n}.
   *
   * @throws java.nio.charset.CharacterCodingException if the file is not UTF-8
   * @throws IOException if the file cannot be read
   */
  public static List<String> lines(Path file) throws IOException {
    return read(file).lines().toList();
  }

  /**
   * Decodes bytes from another source, such as the standard input.
   *
   * @throws java.nio.charset.CharacterCodingException if they are not UTF-8
   */
  public static String decode(byte[] bytes) throws IOException {
    int start = markLength(bytes);
    ByteBuffer content = ByteBuffer.wrap(bytes, start, bytes.length - start);
    return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
  }

  /**
   * Returns whether a file starts with a byte order mark, which other programs may not support.
   *
   * @throws IOException if the file cannot be read
   */
  public static boolean hasByteOrderMark(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return markLength(in.readNBytes(MARK_LENGTH)) > 0;
    }
  }

  /** Returns the length of the byte order mark at the start of a text, 0 if there is none. */
  public static int markLength(byte[] bytes) {
    boolean hasMark =
        bytes.length >= MARK_LENGTH
            && Arrays.equals(bytes, 0, MARK_LENGTH, BYTE_ORDER_MARK, 0, MARK_LENGTH);
    return hasMark ? MARK_LENGTH : 0;
  }
}
