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
 * A running server on a data directory of this container, accessed as its local administrator or,
 * if the server does not accept that one, as that of {@code database.admin-url}.
 */
public final class RunningServer {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofMinutes(10);

  private final Path dataDirectory;
  private final Optional<DatabaseUrl> administrator;

  /**
   * Creates an access to a server.
   *
   * @param administrator the configured administrator, if there is one
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
   * Logs in as the first administrator that the server does not reject or treat as anonymous.
   *
   * @throws Failure with exit code 69 if the server is unavailable, 77 if it accepts none of the
   *     administrators
   */
  Login logIn() throws IOException {
    Path socket = LocalAdministrator.socket(dataDirectory);
    List<DatabaseUrl> candidates = new ArrayList<>();
    candidates.add(LocalAdministrator.url(dataDirectory, socket));
    administrator.ifPresent(url -> candidates.add(onSocket(url, socket)));
    List<AccountName> anonymous = new ArrayList<>();
    for (DatabaseUrl candidate : candidates) {
      try {
        Connection connection = Connections.open(candidate, CONNECT_TIMEOUT, RESPONSE_TIMEOUT);
        AccountName account = AuthenticatedAccount.of(connection);
        if (!account.isAnonymous()) {
          return new Login(candidate, connection);
        }
        connection.close();
        anonymous.add(account);
      } catch (SQLException e) {
        if (!SqlFailures.isAccessDenied(e)) {
          throw unavailable(socket, e);
        }
        AuthenticatedAccount.causeOf(e, candidate, RESPONSE_TIMEOUT).ifPresent(anonymous::add);
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

  private static Failure unavailable(Path socket, SQLException e) {
    return new Failure(
        ExitCode.UNAVAILABLE,
        "cannot connect to the server on " + socket + " (" + e.getMessage() + ")",
        "start it with mode=maintenance, and run the command in the same container");
  }

  /**
   * Returns an option file with the account, for {@code mariadb-upgrade} and other clients. Clients
   * of series 11.4 and later would require TLS even on a socket.
   */
  static String options(DatabaseUrl url) {
    String password = url.password().map(Secret::reveal).orElse("");
    return "[client]\nuser="
        + quoted(url.user())
        + (password.isEmpty() ? "" : "\npassword=" + quoted(password))
        + "\nsocket="
        + quoted(url.socket())
        + "\nssl-verify-server-cert=0\n";
  }

  /** Quotes a value, so spaces and # are literal; a backslash must still be escaped. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
