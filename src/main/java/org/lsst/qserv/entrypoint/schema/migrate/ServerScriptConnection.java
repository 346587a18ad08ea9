// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.schema.migrate.PacketResult.ServerWarning;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.util.constants.ServerStatus;

/**
 * The session in which one script is executed. It has the same settings as a session of the {@code
 * mariadb} client, except for {@code wait_timeout} and {@code max_statement_time}.
 */
final class ServerScriptConnection implements ScriptConnection {
  private static final int ROWS_AT_A_TIME = 1000;

  /** The session of the previous script may still hold the lock for a moment. */
  private static final int LOCK_SECONDS = 10;

  /** From this length on, a statement is sent alone: joining it would copy it. */
  private static final int LARGE_STATEMENT = 1 << 20;

  /** A comment of MySQL before 5.7, which every supported MariaDB executes; dumps contain many. */
  private static final Pattern EXECUTED_COMMENT =
      Pattern.compile("/\\*!(?:[0-4]\\d{4}|50[0-6]\\d{2})\\s");

  private final Connection connection;
  private final Supplier<Context> context;

  /**
   * Creates a session on an open connection.
   *
   * @param context the current state of the connection in the driver
   */
  ServerScriptConnection(Connection connection, Supplier<Context> context) {
    this.connection = connection;
    this.context = context;
  }

  /**
   * Opens a session in a database and acquires the script lock.
   *
   * @param database the current database of the session; empty for none
   */
  static ServerScriptConnection open(SchemaTarget target, String database, UpgradeLock lock)
      throws SQLException {
    Connection connection =
        Connections.openScript(target.url().withDatabase(database), Sessions.CONNECT_TIMEOUT);
    org.mariadb.jdbc.Connection driver = connection.unwrap(org.mariadb.jdbc.Connection.class);
    ServerScriptConnection session = new ServerScriptConnection(driver, driver::getContext);
    try {
      session.acquireLock(lock, driver.getThreadId());
      return session;
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Acquires the script lock.
   *
   * @param id the connection ID of this session
   */
  void acquireLock(UpgradeLock lock, long id) throws SQLException {
    PacketResult _ =
        execute(
            new StatementPacket(
                List.of(
                    "DO GET_LOCK('%s', %d), %s"
                        .formatted(
                            lock.scriptLockName().replace("'", "''"),
                            LOCK_SECONDS,
                            OwnSessionLock.lockExpression(id))),
                "SET SESSION wait_timeout = "
                    + ControlSession.WAIT_TIMEOUT_SECONDS
                    + ", max_statement_time = 0",
                List.of()));
    lock.requireHeld(id);
  }

  @Override
  public String currentDatabase() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT DATABASE()")) {
      rows.next();
      String database = rows.getString(1);
      return database == null ? "" : database;
    }
  }

  @Override
  public boolean isInTransaction() {
    return has(ServerStatus.IN_TRANSACTION);
  }

  @Override
  public boolean isAutocommit() {
    return has(ServerStatus.AUTOCOMMIT);
  }

  private boolean has(int status) {
    return (context.get().getServerStatus() & status) != 0;
  }

  @Override
  public PacketResult execute(StatementPacket packet) throws SQLException {
    boolean plain = packet.before().isEmpty() && packet.after().isEmpty();
    if (plain) {
      return new Reader(0, 0).execute(packet.statement());
    }
    if (canBeJoined(packet.statement())) {
      try {
        return new Reader(packet.before().size(), packet.after().size()).execute(text(packet));
      } catch (SQLException e) {
        throw withoutJournal(e, packet);
      }
    }
    if (!packet.before().isEmpty()) {
      new Reader(0, 0).execute(String.join(";", packet.before()));
    }
    PacketResult result = new Reader(0, 0).execute(packet.statement());
    if (packet.after().isEmpty()) {
      return result;
    }
    PacketResult after =
        new Reader(0, packet.after().size()).execute(String.join(";", packet.after()));
    return new PacketResult(result.changedRows(), after.warnings());
  }

  /**
   * Removes statements of the journal from a syntax error, which quotes the text after the error.
   */
  private static SQLException withoutJournal(SQLException e, StatementPacket packet) {
    String after = ";" + String.join(";", packet.after());
    String message = String.valueOf(e.getMessage());
    int end = message.lastIndexOf("' at line ");
    for (int at = message.indexOf(';'); at >= 0 && at < end; at = message.indexOf(';', at + 1)) {
      if (after.startsWith(message.substring(at, end).replaceFirst("\\.\\.\\.$", ""))) {
        return new SQLException(
            message.substring(0, at) + message.substring(end),
            e.getSQLState(),
            e.getErrorCode(),
            e);
      }
    }
    return e;
  }

  /**
   * A comment that this server ignores is not a statement and has no result, so it is sent alone.
   */
  private static boolean canBeJoined(String statement) {
    boolean isComment =
        statement.startsWith("/*") && !EXECUTED_COMMENT.matcher(statement).lookingAt();
    return statement.length() < LARGE_STATEMENT && !isComment;
  }

  private static String text(StatementPacket packet) {
    List<String> all = new ArrayList<>(packet.before());
    all.add(packet.statement());
    all.addAll(packet.after());
    return String.join(";", all);
  }

  /** Reads the results of several statements, in order. */
  private final class Reader {
    private final int before;
    private final int after;
    private final List<Long> counts = new ArrayList<>();
    private List<ServerWarning> warnings = List.of();

    Reader(int before, int after) {
      this.before = before;
      this.after = after;
    }

    PacketResult execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.setFetchSize(ROWS_AT_A_TIME);
        read(statement, sql);
      }
      int end = Math.max(before, counts.size() - after);
      long changed =
          counts.subList(Math.min(before, end), end).stream().mapToLong(Long::longValue).sum();
      return new PacketResult(changed, warnings);
    }

    private void read(Statement statement, String sql) throws SQLException {
      try {
        boolean rows = statement.execute(sql);
        while (rows || statement.getUpdateCount() >= 0) {
          counts.add(rows ? 0L : statement.getLargeUpdateCount());
          if (rows) {
            read(statement);
          }
          rows = statement.getMoreResults();
        }
      } catch (SQLException e) {
        // after an error the driver would wait for the results that the server announced before it
        Context now = context.get();
        now.setServerStatus(now.getServerStatus() & ~ServerStatus.MORE_RESULTS_EXISTS);
        throw e;
      }
    }

    private void read(Statement statement) throws SQLException {
      try (ResultSet result = statement.getResultSet()) {
        boolean isWarnings = after > 0 && isWarningsResult(result.getMetaData());
        List<ServerWarning> found = new ArrayList<>();
        while (result.next()) {
          if (isWarnings) {
            found.add(new ServerWarning(result.getInt(2), result.getString(3)));
          }
        }
        warnings = isWarnings ? found : warnings;
      }
    }

    private static boolean isWarningsResult(ResultSetMetaData columns) throws SQLException {
      return columns.getColumnCount() == 3
          && columns.getColumnLabel(1).equals("Level")
          && columns.getColumnLabel(2).equals("Code")
          && columns.getColumnLabel(3).equals("Message");
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // the connection is closed either way
    }
  }
}
