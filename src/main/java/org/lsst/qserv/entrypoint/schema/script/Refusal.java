package org.lsst.qserv.entrypoint.schema.script;

/**
 * A reason why a script cannot be executed by an upgrade. Each is a row of the table in
 * docs/upgrade-scripts.md.
 */
public enum Refusal {
  SHUTDOWN("stops the server", "remove it"),
  XA(
      "uses a distributed transaction, which cannot commit together with the journal",
      "use START TRANSACTION and COMMIT");

  private final String reason;
  private final String instead;

  Refusal(String reason, String instead) {
    this.reason = reason;
    this.instead = instead;
  }

  /** Returns why, as the predicate of a sentence whose subject is the statement. */
  public String reason() {
    return reason;
  }

  /** Returns what to write instead. */
  public String instead() {
    return instead;
  }
}
