// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.host.TextFile;

/**
 * A value that must not be shown. It prints as {@code [REDACTED]}; only {@link #reveal} returns the
 * value.
 */
public record Secret(String reveal) {
  /** The replacement of a secret in output. */
  public static final String MASK = "[REDACTED]";

  private static final Comparator<String> LONGEST_FIRST =
      (one, other) -> Integer.compare(other.length(), one.length());

  /**
   * Returns the secret in a file. The content is literal, except that one trailing line ending,
   * {@code \n} or {@code \r\n}, is removed.
   *
   * @throws IllegalArgumentException if another carriage return remains, which no program would
   *     expect
   * @throws IOException if the file cannot be read or is not UTF-8
   */
  public static Secret read(Path file) throws IOException {
    String text = withoutLineEnd(TextFile.read(file));
    if (text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("contains a carriage return");
    }
    return new Secret(text);
  }

  private static String withoutLineEnd(String text) {
    int end = text.endsWith("\n") ? text.length() - 1 : text.length();
    return text.substring(
        0, end < text.length() && end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  /** Returns a text with each of the secrets replaced by the mask. */
  public static String redact(String text, Collection<String> secrets) {
    String redacted = text;
    Stream<String> forms = secrets.stream().flatMap(one -> Stream.of(one, escaped(one)));
    // longest first: replacing a secret that is part of another would expose the rest
    for (String secret : forms.distinct().sorted(LONGEST_FIRST).toList()) {
      redacted = secret.isEmpty() ? redacted : redacted.replace(secret, MASK);
    }
    return redacted;
  }

  /**
   * Returns the secret as an SQL string literal contains it; servers quote statements in messages.
   */
  private static String escaped(String secret) {
    return secret.replace("\\", "\\\\").replace("'", "\\'");
  }

  /** Returns whether a text is the secret, in a time that does not depend on where they differ. */
  public boolean matches(String text) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), reveal.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return MASK;
  }
}
