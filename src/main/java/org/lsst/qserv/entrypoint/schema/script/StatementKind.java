// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/** The effect of a statement on transaction, data and session, which decides how it is recorded. */
public enum StatementKind {
  /** Changes definitions and commits implicitly; the effects name the objects. */
  DEFINITION,

  /** Writes the tables in its targets. */
  DATA,

  /** Returns rows and changes nothing, as long as it calls no stored routine. */
  READ,

  /** May write anything: its effects cannot be determined from its text. */
  OPAQUE,

  /** Changes only the session. It is executed again in a new session when an upgrade resumes. */
  SESSION,

  /** Starts a transaction: {@code START TRANSACTION}, {@code BEGIN}. */
  BEGIN,

  COMMIT,

  /** Rolls back a whole transaction; {@code ROLLBACK TO SAVEPOINT} is {@link #READ}. */
  ROLLBACK,

  /** Sets {@code autocommit} to 0: the next statements form a transaction. */
  AUTOCOMMIT_OFF,

  /** Sets {@code autocommit} to 1, which commits. */
  AUTOCOMMIT_ON,

  /** {@code LOCK TABLES}: commits, then locks. */
  LOCK_TABLES,

  UNLOCK_TABLES,

  /** Cannot be executed by an upgrade; the refusal has the reason. */
  REFUSED
}
