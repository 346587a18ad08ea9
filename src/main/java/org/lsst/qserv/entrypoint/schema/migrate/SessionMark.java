// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

/**
 * How sessions of the entry point recognize each other: each holds a lock that is named after its
 * own number. The server releases it with the connection.
 */
final class SessionMark {
  /** The part of the name before the number. */
  static final String PREFIX = "qserv-schema-session:";

  private SessionMark() {}

  /** Returns the expression that takes the lock. It has no value that could be injected. */
  static String take(long session) {
    return "GET_LOCK('" + PREFIX + session + "', 0)";
  }
}
