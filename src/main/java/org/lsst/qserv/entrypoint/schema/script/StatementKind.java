package org.lsst.qserv.entrypoint.schema.script;

/** What a statement does to transaction and session, which decides how it is journalled. */
public enum StatementKind {
  /** Changes definitions, and whatever else commits implicitly: what it names is in the effects. */
  DEFINITION,

  /**
   * Runs with autocommit off and commits together with its journal row. So does what cannot be
   * known from its text: {@code EXECUTE}, {@code CALL}, {@code BEGIN NOT ATOMIC}.
   */
  DATA,

  /** Changes only the session: to be executed again by who goes on in another one. */
  SESSION,

  /** {@code START TRANSACTION}, {@code BEGIN}. */
  BEGIN,

  COMMIT,

  /** {@code ROLLBACK}; to a savepoint it is {@link #DATA}. */
  ROLLBACK,

  /** Would break the lock, the journal or the splitting; the statement says why. */
  REFUSED
}
