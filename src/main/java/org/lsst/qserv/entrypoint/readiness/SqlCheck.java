// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * Checks a database server. A separate class, so that the driver is loaded only if there is such a
 * check.
 */
final class SqlCheck {
  private static final int UNKNOWN_DATABASE = 1049;

  /** A nonexistent account. Its name identifies this check in the log of the server. */
  private static final String ACCOUNT = "entrypoint-check";

  private SqlCheck() {}

  static CheckResult run(Check.Sql check, Duration timeout) {
    return run(check.url(), timeout);
  }

  /** Checks the local server. It is ready even if it denies access to the administrator. */
  static CheckResult run(Check.LocalSql check, Duration timeout) {
    Path directory = Path.of(check.dataDirectory());
    try {
      DatabaseUrl url = LocalAdministrator.url(directory, LocalAdministrator.socket(directory));
      CheckResult result = run(url, timeout);
      return result.kind() == CheckResult.Kind.ACCESS_DENIED ? CheckResult.ready() : result;
    } catch (IOException e) {
      return Checker.failure(e);
    }
  }

  /** Checks a server without an account. It is ready if it denies access or requires TLS. */
  static CheckResult run(Check.Mariadb check, Duration timeout) {
    DatabaseUrl url =
        new DatabaseUrl(ACCOUNT, Optional.empty(), check.host(), check.port(), "", "");
    CheckResult result = run(url, timeout);
    return result.isPermanent() ? CheckResult.ready() : result;
  }

  private static CheckResult run(DatabaseUrl url, Duration timeout) {
    try (Connection connection = Connections.open(url, timeout);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      return CheckResult.ready();
    } catch (SQLException e) {
      return result(e, url);
    }
  }

  private static CheckResult result(SQLException e, DatabaseUrl url) {
    if (SqlFailures.isPermanent(e)) {
      Problem problem = SqlFailures.problem(e, url);
      return of(
          problem.exit() == ExitCode.ACCESS_DENIED
              ? CheckResult.Kind.ACCESS_DENIED
              : CheckResult.Kind.TLS_MISMATCH,
          problem);
    }
    if (e.getErrorCode() == UNKNOWN_DATABASE) {
      return new CheckResult(
          CheckResult.Kind.NOT_READY, "database " + url.database() + " does not exist yet");
    }
    return SqlFailures.isServerError(e)
        ? of(CheckResult.Kind.NOT_READY, SqlFailures.problem(e, url))
        : Checker.failure(e);
  }

  private static CheckResult of(CheckResult.Kind kind, Problem problem) {
    return new CheckResult(kind, problem.what(), problem.fix());
  }
}
