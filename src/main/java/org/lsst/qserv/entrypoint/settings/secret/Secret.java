// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.host.TextFile;

/**
 * A value that must not be seen: it prints as {@code [REDACTED]} and gives itself away only to who
 * asks by name.
 */
public record Secret(String reveal) {
  /** What stands in the place of a secret wherever one is shown. */
  public static final String MASK = "[REDACTED]";

  private static final Comparator<String> LONGEST_FIRST =
      (one, other) -> Integer.compare(other.length(), one.length());

  /**
   * Returns the secret in a file. The content is literal; one line end, {@code \n} or {@code \r\n},
   * does not count.
   *
   * @throws IllegalArgumentException if a carriage return is left, which no program would expect
   * @throws IOException if the file cannot be read or is not UTF-8
   */
  public static Secret read(Path file) throws IOException {
    String text = withoutLineEnd(TextFile.read(file));
    if (text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("contains a carriage return; save it with Unix line ends");
    }
    return new Secret(text);
  }

  private static String withoutLineEnd(String text) {
    int end = text.endsWith("\n") ? text.length() - 1 : text.length();
    return text.substring(
        0, end < text.length() && end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  /** A text with the mask in the place of each of these texts. */
  public static String hideIn(String text, Collection<String> secrets) {
    String hidden = text;
    Stream<String> written = secrets.stream().flatMap(one -> Stream.of(one, escaped(one)));
    // the longest first: one that is a part of another would leave the rest of that
    for (String secret : written.distinct().sorted(LONGEST_FIRST).toList()) {
      hidden = secret.isEmpty() ? hidden : hidden.replace(secret, MASK);
    }
    return hidden;
  }

  /** As a statement of SQL contains it, which a server may quote in its message. */
  private static String escaped(String secret) {
    return secret.replace("\\", "\\\\").replace("'", "\\'");
  }

  @Override
  public String toString() {
    return MASK;
  }
}
