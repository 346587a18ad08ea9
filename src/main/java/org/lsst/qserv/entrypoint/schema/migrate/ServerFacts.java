// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;

/**
 * What a new session on the server inherits from it.
 *
 * @param mode how statements are split and read
 * @param autocommit whether each statement commits by itself
 * @param maxAllowedPacket how large a statement may be, in bytes
 */
record ServerFacts(SqlMode mode, boolean autocommit, long maxAllowedPacket) {
  /**
   * Asks the server.
   *
   * @throws Failure 75 if its SQL mode is ORACLE, in which scripts cannot be split
   */
  static ServerFacts read(ServerSession session) throws SQLException {
    record Values(String modes, boolean autocommit, long maxAllowedPacket) {}
    Values values =
        session
            .query(
                "SELECT @@GLOBAL.sql_mode, @@GLOBAL.autocommit, @@GLOBAL.max_allowed_packet",
                row -> new Values(row.getString(1), row.getBoolean(2), row.getLong(3)))
            .getFirst();
    List<String> modes = Arrays.asList(values.modes().split(",", -1));
    if (modes.contains("ORACLE")) {
      throw new Failure(
          ExitCode.TRY_AGAIN,
          "the server's sql_mode is ORACLE, in which statements end at other places",
          "set sql_mode to another value in the server's configuration for the time of the upgrade");
    }
    return new ServerFacts(
        SqlMode.of(values.modes()), values.autocommit(), values.maxAllowedPacket());
  }
}
