// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.mariadb.connection.AuthenticatedAccount;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Opens sessions on the server of a schema. Each of them holds an {@link OwnSessionLock}. */
final class Sessions {
  /** The limit for connecting, and for the response to each short statement. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private Sessions() {}

  /**
   * Opens a session for statements of the entry point, without a current database.
   *
   * @throws Failure with exit code 77 if the server authenticates an anonymous account
   */
  static ServerSession open(DatabaseUrl url) throws SQLException {
    return marked(ServerSession.of(Connections.openControl(server(url), CONNECT_TIMEOUT)), url);
  }

  /**
   * Opens a session for reading.
   *
   * @param timeout the limit for connecting and for each response of the server
   * @throws Failure with exit code 77 if the server authenticates an anonymous account
   */
  static ServerSession open(DatabaseUrl url, Duration timeout) throws SQLException {
    return marked(ServerSession.of(Connections.open(server(url), timeout)), url);
  }

  /** Opens a session that reads uncommitted rows, so that it never waits for an upgrade. */
  static ServerSession openForWatching(DatabaseUrl url) throws SQLException {
    return openForWatching(url, CONNECT_TIMEOUT);
  }

  /** As above, with a limit for connecting and for each response of the server. */
  static ServerSession openForWatching(DatabaseUrl url, Duration timeout) throws SQLException {
    ServerSession session = open(url, timeout);
    session.update("SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED");
    return session;
  }

  /** Returns the server of a URL, without its database. */
  static DatabaseUrl server(DatabaseUrl url) {
    return url.withDatabase("");
  }

  /**
   * Acquires the lock of a session and checks its account in one round trip; closes it on failure.
   */
  private static ServerSession marked(ServerSession session, DatabaseUrl url) throws SQLException {
    try {
      String account =
          session
              .string("SELECT CURRENT_USER(), " + OwnSessionLock.lockExpression(session.id()))
              .orElseThrow();
      AuthenticatedAccount.refuseAnonymous(AccountName.parse(account), url);
      return session;
    } catch (SQLException | Failure e) {
      session.close();
      throw e;
    }
  }
}
