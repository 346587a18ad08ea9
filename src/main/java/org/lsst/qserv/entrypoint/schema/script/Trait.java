// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/** Properties of a statement, besides its kind, that decide how it is executed and resumed. */
public enum Trait {
  /**
   * Uses ROW_COUNT(), FOUND_ROWS(), SHOW WARNINGS or another outcome of the statement before it.
   */
  READS_OUTCOME,

  /** Uses LAST_INSERT_ID(), which lives until the next generated value. */
  READS_LAST_INSERT_ID,

  /** Leaves user variables, temporary tables or other state in the session. */
  LEAVES_SESSION_STATE,

  /**
   * What it leaves in the session depends on data, so that a repetition may leave something else.
   */
  READS_DATA,

  /** Changes a sequence, which no rollback takes back. */
  USES_SEQUENCE,

  /** Sets what the next statement consumes: {@code insert_id}, {@code SET TRANSACTION}. */
  APPLIES_ONCE,

  /** Changes the active role, and with it the privileges of the session. */
  CHANGES_ROLE
}
