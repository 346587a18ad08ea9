// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;

/** The session that executes the statements of one script. */
interface ScriptConnection extends AutoCloseable {
  /**
   * Executes a packet and reads all its results.
   *
   * @throws SQLException with the error of the first statement that failed
   */
  PacketResult execute(StatementPacket packet) throws SQLException;

  /** Returns the session's current database; empty if there is none. */
  String currentDatabase() throws SQLException;

  /** Returns whether the session has a transaction open, as the server last reported. */
  boolean isInTransaction();

  /** Returns whether a statement outside of a transaction commits, as the server last reported. */
  boolean isAutocommit();

  /** Returns whether a data change would be committed automatically. */
  default boolean autocommits() {
    return isAutocommit() && !isInTransaction();
  }

  /** Closes the session; errors are ignored, because the server then ends it. */
  @Override
  void close();
}
