// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies changes one at a time and logs each. */
final class ChangeRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeRunner.class);
  private static final int LOCK_SECONDS = 60;
  private static final String LOCK = "qserv-initialize";

  private final Connection connection;
  private final DatabaseUrl url;
  private final String module;

  ChangeRunner(Connection connection, DatabaseUrl url, String module) {
    this.connection = connection;
    this.url = url;
    this.module = module;
  }

  /** Excludes other sessions of this program until the connection is closed. */
  void lock() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT GET_LOCK('" + LOCK + "', " + LOCK_SECONDS + ")")) {
      if (!rows.next() || rows.getInt(1) != 1) {
        throw new Failure(
            ExitCode.TRY_AGAIN,
            "another session is initializing " + url.address(),
            "run the command again when it has finished");
      }
    }
  }

  /** Applies one change. */
  void apply(Change change) throws SQLException {
    try {
      execute(connection, change.sql().value());
    } catch (SQLException e) {
      if (SqlFailures.isConnectionLost(e)) {
        throw e;
      }
      throw failure(change, e);
    }
    LOG.info("module={} server={} change=\"{}\"", module, url.address(), change.what());
  }

  private Failure failure(Change change, SQLException e) {
    // the message may quote the statement with its password
    String reason =
        change.sql().holdsSecret() ? "error " + e.getErrorCode() : SqlFailures.reason(e);
    return SqlFailures.isServerError(e)
        ? SqlFailures.of(e, url, module + ": " + change.what(), reason)
        : new Failure(
            ExitCode.BAD_DATA,
            module + " on " + url.address() + ": " + change.what() + ": " + reason,
            "correct the catalog's description of the module, or the plugin's script");
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean _ = statement.execute(sql);
    }
  }
}
