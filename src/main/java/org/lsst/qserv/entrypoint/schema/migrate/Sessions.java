package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import org.lsst.qserv.entrypoint.database.Connections;
import org.lsst.qserv.entrypoint.database.ServerSession;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;

/** Opens sessions on the server of a schema. All of them carry the {@link SessionMark}. */
final class Sessions {
  /** How long to wait for a connection, and for each answer to a short statement. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private Sessions() {}

  /** Opens a session for our own statements, without a current database. */
  static ServerSession open(DatabaseUrl url) throws SQLException {
    return marked(ServerSession.of(Connections.openControl(server(url), CONNECT_TIMEOUT)));
  }

  /**
   * Opens a session for reading.
   *
   * @param timeout for connecting and for each answer
   */
  static ServerSession open(DatabaseUrl url, Duration timeout) throws SQLException {
    return marked(ServerSession.of(Connections.open(server(url), timeout)));
  }

  /** Opens a session that sees uncommitted rows and never waits for them. */
  static ServerSession openForWatching(DatabaseUrl url) throws SQLException {
    ServerSession session = open(url, CONNECT_TIMEOUT);
    session.update("SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED");
    return session;
  }

  /** Returns the server of a URL, without its database. */
  static DatabaseUrl server(DatabaseUrl url) {
    return in(url, "");
  }

  /** Returns a URL with another database. */
  static DatabaseUrl in(DatabaseUrl url, String database) {
    return new DatabaseUrl(
        url.user(), url.password(), url.host(), url.port(), database, url.socket());
  }

  private static ServerSession marked(ServerSession session) throws SQLException {
    try {
      session.text("SELECT " + SessionMark.take(session.id()));
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }
}
