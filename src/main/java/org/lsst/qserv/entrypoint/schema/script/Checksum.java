// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes SHA-256 checksums of text in UTF-8. */
public final class Checksum {
  private static final int CHUNK = 8192;

  private Checksum() {}

  /** Returns the SHA-256 checksum of a string in lowercase hexadecimal digits. */
  public static String of(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns the SHA-256 checksum of a string as if its lines ended with LF and it had no byte order
   * mark. Needs little memory in addition to the text.
   */
  static byte[] ofLines(String text) {
    MessageDigest digest = sha256();
    int begin = text.startsWith("\uFEFF") ? 1 : 0;
    while (begin < text.length()) {
      int end = Math.min(begin + CHUNK, text.length());
      while (end < text.length() && continues(text.charAt(end - 1))) {
        end++;
      }
      String chunk = text.substring(begin, end).replace("\r\n", "\n").replace('\r', '\n');
      digest.update(chunk.getBytes(StandardCharsets.UTF_8));
      begin = end;
    }
    return digest.digest();
  }

  /** Returns whether a chunk must not end after this character. */
  private static boolean continues(char c) {
    return c == '\r' || Character.isHighSurrogate(c);
  }

  /** Returns a new SHA-256 digest. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
