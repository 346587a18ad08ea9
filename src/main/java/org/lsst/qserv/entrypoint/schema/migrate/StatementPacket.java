// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.List;

/**
 * Statements that a script session executes in one round trip. The server stops at the first one
 * that fails. If the client is killed during the execution, the server still executes all of them.
 *
 * @param before statements of the journal that are executed first
 * @param statement the statement of the script
 * @param after statements of the journal that are executed last
 */
record StatementPacket(List<String> before, String statement, List<String> after) {
  /** Reads the warnings of the previous statement without clearing them. */
  static final String SHOW_WARNINGS = "SHOW WARNINGS";

  StatementPacket {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Returns a packet with a single statement and none of the journal. */
  static StatementPacket of(String statement) {
    return new StatementPacket(List.of(), statement, List.of());
  }
}
