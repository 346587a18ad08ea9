package org.lsst.qserv.entrypoint.host;

import java.util.Collection;
import java.util.Comparator;

/**
 * A value that must not be seen: it prints as {@code [REDACTED]} and gives itself away only to who
 * asks by name.
 */
public record Secret(String reveal) {
  /** What stands in the place of a secret wherever one is shown. */
  public static final String MASK = "[REDACTED]";

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed();

  /** A text with the mask in the place of each of these texts. */
  public static String hideIn(String text, Collection<String> secrets) {
    String hidden = text;
    // the longest first: one that is a part of another would leave the rest of that
    for (String secret : secrets.stream().sorted(LONGEST_FIRST).toList()) {
      hidden = secret.isEmpty() ? hidden : hidden.replace(secret, MASK);
    }
    return hidden;
  }

  @Override
  public String toString() {
    return MASK;
  }
}
