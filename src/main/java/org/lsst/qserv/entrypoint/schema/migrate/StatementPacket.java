// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.List;

/**
 * Statements that a script session executes together, in one round trip. The server stops at the
 * first one that fails. If the client goes away meanwhile, the server still executes all of them.
 *
 * @param before statements of the journal, executed first
 * @param statement the script's own
 * @param after statements of the journal, executed last
 */
record StatementPacket(List<String> before, String statement, List<String> after) {
  /** Returns the warnings of the statement before it, without changing what caused them. */
  static final String SHOW_WARNINGS = "SHOW WARNINGS";

  StatementPacket {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Returns a packet that has a statement of a script only. */
  static StatementPacket of(String statement) {
    return new StatementPacket(List.of(), statement, List.of());
  }
}
