// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

/**
 * The lock that each session of the entry point holds, so that it does not count as a session of
 * another program. It is named after the connection ID. The server releases it with the connection.
 */
final class OwnSessionLock {
  /** The name of the lock, without the connection ID. */
  static final String PREFIX = "qserv-schema-session:";

  private OwnSessionLock() {}

  /** Returns the SQL expression that acquires the lock of a session. */
  static String lockExpression(long session) {
    return "GET_LOCK('" + PREFIX + session + "', 0)";
  }
}
