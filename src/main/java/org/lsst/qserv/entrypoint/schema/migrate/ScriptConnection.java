// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;

/** The session of one script. */
interface ScriptConnection extends AutoCloseable {
  /**
   * Executes a packet and reads all that it returns.
   *
   * @throws SQLException the error of the first statement that failed
   */
  PacketResult execute(StatementPacket packet) throws SQLException;

  /** Returns the session's current database; empty if there is none. */
  String currentDatabase() throws SQLException;

  /** Returns whether the session has a transaction open, as the server last reported. */
  boolean isInTransaction();

  /** Returns whether a statement outside of a transaction commits, as the server last reported. */
  boolean isAutocommit();

  /** Returns whether a change of data commits by itself now. */
  default boolean commitsByItself() {
    return isAutocommit() && !isInTransaction();
  }

  @Override
  void close();
}
