// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * Properties of a statement that, together with its kind, decide how it is executed and resumed.
 */
public enum Trait {
  /** Uses ROW_COUNT(), FOUND_ROWS(), SHOW WARNINGS or another outcome of the previous statement. */
  READS_DIAGNOSTICS,

  /** Uses LAST_INSERT_ID(), which is valid until the next generated value. */
  READS_LAST_INSERT_ID,

  /** Leaves user variables, temporary tables or other state in the session. */
  LEAVES_SESSION_STATE,

  /**
   * Leaves session state that depends on table data, so executing it again may leave a different
   * state.
   */
  SESSION_STATE_DEPENDS_ON_DATA,

  /** Changes a sequence, which a rollback does not restore. */
  USES_SEQUENCE,

  /** Applies only to the next statement: {@code insert_id}, {@code SET TRANSACTION}. */
  APPLIES_ONCE,

  /** Changes the active role, and with it the privileges of the session. */
  CHANGES_ROLE
}
