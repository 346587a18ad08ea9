// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.secret;

/**
 * A text that may contain secrets, together with its redacted form.
 *
 * @param value the text itself
 * @param shown the text with each secret redacted; returned by {@link #toString}
 */
public record RedactedText(String value, String shown) {

  /** Returns a text without a secret. */
  public static RedactedText plain(String value) {
    return new RedactedText(value, value);
  }

  /** Returns a text that is entirely secret. */
  public static RedactedText secret(String value) {
    return new RedactedText(value, Secret.MASK);
  }

  /** Returns whether a part of the text is redacted. */
  public boolean holdsSecret() {
    return !value.equals(shown);
  }

  /** Returns this text followed by another. */
  public RedactedText plus(RedactedText other) {
    return new RedactedText(value + other.value, shown + other.shown);
  }

  @Override
  public String toString() {
    return shown;
  }
}
