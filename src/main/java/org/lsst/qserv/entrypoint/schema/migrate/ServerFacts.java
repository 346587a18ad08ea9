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
 * Global settings of the server that a new session inherits.
 *
 * @param mode the SQL mode, in which statements are split and parsed
 * @param autocommit whether a statement outside of a transaction commits by itself
 * @param maxAllowedPacket the maximum size of a packet of statements, in bytes
 */
record ServerFacts(SqlMode mode, boolean autocommit, long maxAllowedPacket) {
  /**
   * Reads the settings of the server.
   *
   * @throws Failure with exit code 75 if its SQL mode is ORACLE, in which the parser cannot split
   *     scripts
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
          "the server's sql_mode is ORACLE, which upgrades do not support",
          "set sql_mode to another value in the server's configuration during the upgrade");
    }
    return new ServerFacts(
        SqlMode.of(values.modes()), values.autocommit(), values.maxAllowedPacket());
  }
}
