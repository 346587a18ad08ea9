// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

/**
 * Marks sessions of the entry point, so that they do not count as sessions of other programs: each
 * holds a lock that is named after its connection ID. The server releases it with the connection.
 */
final class SessionMark {
  /** The name of the lock, without the connection ID. */
  static final String PREFIX = "qserv-schema-session:";

  private SessionMark() {}

  /** Returns the SQL expression that acquires the lock of a session. */
  static String lockExpression(long session) {
    return "GET_LOCK('" + PREFIX + session + "', 0)";
  }
}
