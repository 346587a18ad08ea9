// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection with the operations that our own queries need. {@link #query}, {@link #string},
 * {@link #update} and {@link #inTransaction} are thread-safe: each call has exclusive use of the
 * connection. A caller of {@link #connection} must synchronize on this object. {@link #close} does
 * not wait for other calls.
 */
public final class ServerSession implements AutoCloseable {
  private final Connection connection;
  private final long id;

  private ServerSession(Connection connection, long id) {
    this.connection = connection;
    this.id = id;
  }

  /** Wraps a connection; closes it if the server does not return its connection ID. */
  public static ServerSession of(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT CONNECTION_ID()");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return new ServerSession(connection, rows.getLong(1));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Returns the server's ID of the connection. */
  public long id() {
    return id;
  }

  /** Returns the connection, for operations that this class does not provide. */
  public Connection connection() {
    return connection;
  }

  /** Converts one row of a result. */
  public interface RowReader<T> {
    /** Reads the current row of a result. */
    T read(ResultSet row) throws SQLException;
  }

  /** Returns the rows of a query. */
  public synchronized <T> List<T> query(
      String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  /** Returns the first column of the first row as a string; empty for no row and for NULL. */
  public Optional<String> string(String sql, @Nullable Object... parameters) throws SQLException {
    return query(sql, row -> Optional.ofNullable(row.getString(1)), parameters).stream()
        .findFirst()
        .flatMap(value -> value);
  }

  /** Executes a statement and returns the number of rows that it changed. */
  public synchronized int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /**
   * Executes statements in one transaction, and rolls it back after any exception. Closes the
   * connection if autocommit cannot be restored.
   */
  public synchronized void inTransaction(Work work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      work.run();
      connection.commit();
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(e); // restoring autocommit would commit
      throw e;
    } finally {
      restoreAutoCommit();
    }
  }

  private void rollBack(Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void restoreAutoCommit() {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      close(); // its autocommit mode is unknown
    }
  }

  /** The statements that {@link #inTransaction} executes. */
  public interface Work {
    /** Executes the statements. */
    void run() throws SQLException;
  }

  private PreparedStatement prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** Returns a quoted identifier. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // the connection is closed anyway
    }
  }
}
