// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

/**
 * What a check found.
 *
 * @param kind what it means for who waits
 * @param detail for people; no secret
 * @param fix what a person can do about it; empty if the detail does not tell
 */
public record CheckResult(Kind kind, String detail, String fix) {

  /** What an answer means. */
  public enum Kind {
    READY("ready"),
    REFUSED("refused"),
    UNKNOWN_HOST("unknown host"),
    NOT_READY("not ready"),
    /** Waiting cannot help. */
    ACCESS_DENIED("access denied");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** An answer of which the detail tells what to do. */
  public CheckResult(Kind kind, String detail) {
    this(kind, detail, "");
  }

  static CheckResult ready() {
    return new CheckResult(Kind.READY, "");
  }

  /** Whether the service serves. */
  public boolean isReady() {
    return kind == Kind.READY;
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? kind.words : kind.words + " (" + detail + ")";
  }
}
