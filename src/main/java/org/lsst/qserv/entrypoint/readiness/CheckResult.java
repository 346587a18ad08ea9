// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

/**
 * The result of a readiness check.
 *
 * @param kind what it means for the caller
 * @param detail the reason, for messages; contains no secret
 * @param fix how to fix it; empty for the general fix of the caller
 */
public record CheckResult(Kind kind, String detail, String fix) {

  /** The meaning of a result. */
  public enum Kind {
    READY("ready"),
    CONNECTION_REFUSED("connection refused"),
    UNKNOWN_HOST("unknown host"),
    NOT_READY("not ready"),
    /** Permanent: waiting does not help. */
    ACCESS_DENIED("access denied"),
    /** Permanent: the server and the TLS settings do not match. */
    TLS_MISMATCH("TLS mismatch");

    private final String description;

    Kind(String description) {
      this.description = description;
    }
  }

  /** Creates a result without a specific fix. */
  public CheckResult(Kind kind, String detail) {
    this(kind, detail, "");
  }

  /** Returns the result of a service that is ready. */
  public static CheckResult ready() {
    return new CheckResult(Kind.READY, "");
  }

  /** Returns whether the server answers, but neither this account nor waiting helps. */
  public boolean isPermanent() {
    return kind == Kind.ACCESS_DENIED || kind == Kind.TLS_MISMATCH;
  }

  /** Returns whether the service is ready. */
  public boolean isReady() {
    return kind == Kind.READY;
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? kind.description : kind.description + " (" + detail + ")";
  }
}
