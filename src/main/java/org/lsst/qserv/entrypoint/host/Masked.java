package org.lsst.qserv.entrypoint.host;

/**
 * A text that may hold secrets, together with the form of it that may be shown.
 *
 * @param value the text itself
 * @param shown the same with each secret masked; what {@link #toString} gives
 */
public record Masked(String value, String shown) {

  /** A text without a secret. */
  public static Masked plain(String value) {
    return new Masked(value, value);
  }

  /** A text that is a secret as a whole. */
  public static Masked secret(String value) {
    return new Masked(value, Secret.MASK);
  }

  /** Whether some of the text is hidden. */
  public boolean holdsSecret() {
    return !value.equals(shown);
  }

  /** This text followed by another. */
  public Masked plus(Masked other) {
    return new Masked(value + other.value, shown + other.shown);
  }

  @Override
  public String toString() {
    return shown;
  }
}
