package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.database.Connections;
import org.lsst.qserv.entrypoint.host.DatabaseUrl;

/**
 * A connection of ours. It shows others of ours who it is by holding a lock with its own number, so
 * that none takes it for a foreigner; the server frees it with the connection.
 */
public final class Session implements AutoCloseable {
  /** Before the number of a connection: the lock that only we take. */
  static final String MARK = "qserv-schema-session:";

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Connection connection;
  private final long id;

  private Session(Connection connection, long id) {
    this.connection = connection;
    this.id = id;
  }

  /** Opens a connection without a database, autocommit on. */
  public static Session open(DatabaseUrl url) throws SQLException {
    return marked(Connections.openForScripts(server(url), CONNECT));
  }

  /**
   * Opens one for a look.
   *
   * @param patience for connecting and for each answer
   */
  static Session open(DatabaseUrl url, Duration patience) throws SQLException {
    return marked(Connections.open(server(url), patience));
  }

  private static DatabaseUrl server(DatabaseUrl url) {
    return new DatabaseUrl(url.user(), url.password(), url.host(), url.port(), "", url.socket());
  }

  private static Session marked(Connection connection) throws SQLException {
    try {
      Session session =
          new Session(connection, number(connection, "SELECT CONNECTION_ID()").orElseThrow());
      session.query("SELECT GET_LOCK(?, 0)", row -> row.getString(1), MARK + session.id);
      return session;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static Optional<Long> number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
    }
  }

  /** The number by which the server knows it. */
  long id() {
    return id;
  }

  Connection connection() {
    return connection;
  }

  /** Reads a row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The rows of a query. */
  <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  /** The first column of the first row, as text. */
  Optional<String> text(String sql, @Nullable Object... parameters) throws SQLException {
    return query(sql, row -> Optional.ofNullable(row.getString(1)), parameters).stream()
        .findFirst()
        .flatMap(value -> value);
  }

  /** Runs a statement; tells how many rows it changed. */
  int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement prepared(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // it is gone, which is what was wanted
    }
  }
}
