// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.mariadb.connection.AuthenticatedAccount;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A server that runs on a data directory of this container, as its administrator sees it: the local
 * one, or, where the server does not know that, the one of {@code database.admin-url}.
 */
public final class RunningServer {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private final Path dataDirectory;
  private final Optional<DatabaseUrl> administrator;

  /**
   * A server.
   *
   * @param administrator who may do everything, if somebody else than the local administrator
   */
  public RunningServer(Path dataDirectory, Optional<DatabaseUrl> administrator) {
    this.dataDirectory = dataDirectory;
    this.administrator = administrator;
  }

  Path dataDirectory() {
    return dataDirectory;
  }

  /** A connection, and the account that it was opened with. */
  record Login(DatabaseUrl url, Connection connection) {}

  /**
   * Logs in as the first administrator that the server accepts under its own name.
   *
   * @throws Failure 69 if no server answers, 77 if it accepts none of the administrators
   */
  Login logIn() throws IOException {
    Path socket = LocalAdministrator.socket(dataDirectory);
    List<DatabaseUrl> candidates = new ArrayList<>();
    candidates.add(LocalAdministrator.url(dataDirectory, socket));
    administrator.ifPresent(url -> candidates.add(onSocket(url, socket)));
    List<AccountName> anonymous = new ArrayList<>();
    for (DatabaseUrl candidate : candidates) {
      try {
        Connection connection = Connections.open(candidate, CONNECT, ANSWER);
        AccountName account = AuthenticatedAccount.of(connection);
        if (!account.isAnonymous()) {
          return new Login(candidate, connection);
        }
        connection.close();
        anonymous.add(account);
      } catch (SQLException e) {
        if (!SqlFailures.isAccessDenied(e)) {
          throw noAnswer(socket, e);
        }
        AuthenticatedAccount.causing(e, candidate, ANSWER).ifPresent(anonymous::add);
      }
    }
    throw denied(candidates, anonymous.stream().findFirst());
  }

  private Failure denied(List<DatabaseUrl> candidates, Optional<AccountName> anonymous) {
    String users = String.join(", ", candidates.stream().map(DatabaseUrl::user).toList());
    return new Failure(
        ExitCode.ACCESS_DENIED,
        "the server on "
            + dataDirectory
            + " accepts none of its administrators ("
            + users
            + ")"
            + anonymous
                .map(account -> ", and authenticated one as the anonymous account " + account)
                .orElse(""),
        anonymous
            .map(AuthenticatedAccount::remedy)
            .orElse(
                "set database.admin-url and database.admin-password-file"
                    + " to an administrator of this server"));
  }

  private static DatabaseUrl onSocket(DatabaseUrl url, Path socket) {
    return new DatabaseUrl(url.user(), url.password(), "", 0, "", socket.toString());
  }

  private static Failure noAnswer(Path socket, SQLException e) {
    return new Failure(
        ExitCode.UNAVAILABLE,
        "no server answers on " + socket + " (" + e.getMessage() + ")",
        "start it with mode=maintenance, and run this beside it, in the same container");
  }

  /** What {@code mariadb-upgrade} and other clients read: the account, in a file of its own. */
  static String options(DatabaseUrl url) {
    String password = url.password().map(Secret::reveal).orElse("");
    return "[client]\nuser="
        + quoted(url.user())
        + (password.isEmpty() ? "" : "\npassword=" + quoted(password))
        + "\nsocket="
        + quoted(url.socket())
        + "\n";
  }

  /** In quotes blanks and # stand for themselves; a backslash does not. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
