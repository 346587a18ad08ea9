// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.List;

/**
 * The result of a {@link StatementPacket}.
 *
 * @param changedRows the number of rows that the script's statement has changed
 * @param warnings the server's warnings about that statement; empty unless the packet requests them
 */
record PacketResult(long changedRows, List<ServerWarning> warnings) {
  PacketResult {
    warnings = List.copyOf(warnings);
  }

  /** A warning of the server. Its text may quote the statement and therefore contain secrets. */
  record ServerWarning(int code, String text) {}
}
