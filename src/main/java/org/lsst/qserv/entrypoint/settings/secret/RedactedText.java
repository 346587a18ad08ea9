// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

/**
 * A text that may hold secrets, together with the form of it that may be shown.
 *
 * @param value the text itself
 * @param shown the same with each secret masked; what {@link #toString} gives
 */
public record RedactedText(String value, String shown) {

  /** A text without a secret. */
  public static RedactedText plain(String value) {
    return new RedactedText(value, value);
  }

  /** A text that is a secret as a whole. */
  public static RedactedText secret(String value) {
    return new RedactedText(value, Secret.MASK);
  }

  /** Whether some of the text is hidden. */
  public boolean holdsSecret() {
    return !value.equals(shown);
  }

  /** This text followed by another. */
  public RedactedText plus(RedactedText other) {
    return new RedactedText(value + other.value, shown + other.shown);
  }

  @Override
  public String toString() {
    return shown;
  }
}
