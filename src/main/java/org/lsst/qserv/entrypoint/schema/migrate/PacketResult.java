// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.List;

/**
 * What the server answered to a {@link StatementPacket}.
 *
 * @param changedRows how many rows the script's statement changed
 * @param warnings the server's warnings about it, if the packet asked for them
 */
record PacketResult(long changedRows, List<ServerWarning> warnings) {
  PacketResult {
    warnings = List.copyOf(warnings);
  }

  /** A warning of the server; its text may quote the statement. */
  record ServerWarning(int code, String text) {}
}
