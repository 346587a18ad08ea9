package org.lsst.qserv.entrypoint.readiness;

/**
 * What a check found.
 *
 * @param kind what it means for who waits
 * @param detail for people; no secret
 */
public record Answer(Kind kind, String detail) {

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

  static Answer ready() {
    return new Answer(Kind.READY, "");
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
