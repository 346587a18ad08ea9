// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Asks a database server. Kept apart so that the driver is loaded only where one is asked. */
final class SqlCheck {
  private static final int UNKNOWN_DATABASE = 1049;

  /** Nobody's account; its name tells the reader of the server's log who was refused. */
  private static final String ACCOUNT = "entrypoint-check";

  private SqlCheck() {}

  static CheckResult ask(Check.Sql check, Duration timeout) {
    return ask(check.url(), timeout);
  }

  /** A server that turns the administrator away answers all the same. */
  static CheckResult ask(Check.LocalSql check, Duration timeout) {
    Path directory = Path.of(check.dataDirectory());
    try {
      DatabaseUrl url = LocalAdministrator.url(directory, LocalAdministrator.socket(directory));
      CheckResult answer = ask(url, timeout);
      return answer.kind() == CheckResult.Kind.ACCESS_DENIED ? CheckResult.ready() : answer;
    } catch (IOException e) {
      return Checker.failure(e);
    }
  }

  /** A server that refuses the account answers all the same: the check has no right to log in. */
  static CheckResult ask(Check.Mariadb check, Duration timeout) {
    DatabaseUrl url =
        new DatabaseUrl(ACCOUNT, Optional.empty(), check.host(), check.port(), "", "");
    CheckResult answer = ask(url, timeout);
    return answer.kind() == CheckResult.Kind.ACCESS_DENIED ? CheckResult.ready() : answer;
  }

  private static CheckResult ask(DatabaseUrl url, Duration timeout) {
    try (Connection connection = Connections.open(url, timeout);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      return CheckResult.ready();
    } catch (SQLException e) {
      return answer(e, url);
    }
  }

  private static CheckResult answer(SQLException e, DatabaseUrl url) {
    if (SqlFailures.isAccessDenied(e)) {
      return known(CheckResult.Kind.ACCESS_DENIED, e, url);
    }
    if (e.getErrorCode() == UNKNOWN_DATABASE) {
      return new CheckResult(
          CheckResult.Kind.NOT_READY, "there is no database " + url.database() + " yet");
    }
    return SqlFailures.isServerError(e)
        ? known(CheckResult.Kind.NOT_READY, e, url)
        : Checker.failure(e);
  }

  /** An error of the server that has a name. */
  private static CheckResult known(CheckResult.Kind kind, SQLException e, DatabaseUrl url) {
    Problem problem = SqlFailures.problem(e, url);
    return new CheckResult(kind, problem.what(), problem.fix());
  }
}
