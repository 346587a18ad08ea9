package org.lsst.qserv.entrypoint.host;

/**
 * A value that must not be seen: it prints as {@code [REDACTED]} and gives itself away only to who
 * asks by name.
 */
public record Secret(String reveal) {
  /** What stands in the place of a secret wherever one is shown. */
  public static final String MASK = "[REDACTED]";

  @Override
  public String toString() {
    return MASK;
  }
}
