// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import org.lsst.qserv.entrypoint.schema.script.StatementKind;

/**
 * Tracks whether the statements of a script have a transaction open, by the rules of the server.
 */
final class TransactionState {
  private boolean autocommit;
  private boolean open;

  /** Creates the state of a new session. */
  TransactionState(boolean autocommit) {
    this.autocommit = autocommit;
  }

  /** Returns whether a transaction is open. */
  boolean isOpen() {
    return open;
  }

  /** Returns whether a statement outside of a transaction commits by itself. */
  boolean isAutocommit() {
    return autocommit;
  }

  /** Returns whether a statement of this kind commits the open transaction. */
  boolean isCommittedBy(StatementKind kind) {
    return open
        && switch (kind) {
          case BEGIN, COMMIT, DEFINITION, LOCK_TABLES -> true;
          case AUTOCOMMIT_ON -> !autocommit;
          case DATA, READ, OPAQUE, SESSION, ROLLBACK, AUTOCOMMIT_OFF, UNLOCK_TABLES, REFUSED ->
              false;
        };
  }

  /** Follows an executed statement. */
  void follow(StatementKind kind) {
    open = open && !isCommittedBy(kind);
    switch (kind) {
      case BEGIN -> open = true;
      case ROLLBACK -> open = false;
      case AUTOCOMMIT_ON -> autocommit = true;
      case AUTOCOMMIT_OFF -> autocommit = false;
      case DATA, OPAQUE -> open = open || !autocommit;
      case COMMIT, DEFINITION, LOCK_TABLES, READ, SESSION, UNLOCK_TABLES, REFUSED -> {}
    }
  }
}
