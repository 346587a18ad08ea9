// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fake server with scripted results, for tests of the logic around queries. It does not interpret
 * SQL: the meaning of statements is tested on real servers.
 *
 * <p>A statement gets the result of the last rule whose pattern it contains. Without a rule, a
 * query has no rows and an update changes one. All connections share the rules and the record of
 * executed statements.
 */
public final class ScriptedServer {
  /** Returns the result of a statement with its parameters. */
  private interface Answer {
    List<Row> rows(List<@Nullable Object> parameters) throws SQLException;
  }

  private record Rule(Pattern pattern, Answer answer) {}

  private record ResultRule(Pattern pattern, Function<String, List<Result>> results) {}

  private final List<Rule> rules = new ArrayList<>();
  private final List<ResultRule> resultRules = new ArrayList<>();
  private final List<String> executed = new ArrayList<>();
  private long connections;
  private String version = "10.11.18-MariaDB";

  /**
   * One of several results.
   *
   * @param labels the labels of the columns; if empty, the only row is the count of an update
   */
  public record Result(List<String> labels, List<Row> rows) {
    /** Returns a result with the rows of a query. */
    public static Result rows(List<String> labels, Row... rows) {
      return new Result(labels, List.of(rows));
    }

    /** Returns the count of an update. */
    public static Result count(long rows) {
      return new Result(List.of(), List.of(row(rows)));
    }

    private boolean hasRows() {
      return !labels.isEmpty();
    }
  }

  /** Creates a server with an account and case-sensitive names, and no other rules. */
  public ScriptedServer() {
    answer("^SELECT CURRENT_USER\\(\\), @@lower_case_table_names$", row("boss@%", 0));
  }

  /** A row of a result. */
  public record Row(List<@Nullable Object> values) {}

  /** Returns a row; null is NULL. */
  public static Row row(@Nullable Object... values) {
    return new Row(Arrays.asList(values));
  }

  /** Returns rows for matching statements; for an update, the first value is its count. */
  public ScriptedServer answer(String pattern, Row... rows) {
    return answer(pattern, parameters -> List.of(rows));
  }

  /** Returns rows for matching statements that depend on their parameters. */
  public ScriptedServer answer(String pattern, Function<List<@Nullable Object>, List<Row>> rows) {
    rules.add(new Rule(Pattern.compile(pattern, Pattern.DOTALL), rows::apply));
    return this;
  }

  /** Fails matching statements. */
  public ScriptedServer refuse(String pattern, int number, String sqlState, String message) {
    Answer refusal =
        parameters -> {
          throw new SQLException(message, sqlState, number);
        };
    rules.add(new Rule(Pattern.compile(pattern, Pattern.DOTALL), refusal));
    return this;
  }

  /** Fails a number of matching statements, and executes those after them. */
  public ScriptedServer refuseFirst(
      int times, String pattern, int number, String sqlState, String message) {
    AtomicInteger left = new AtomicInteger(times);
    Answer refusal =
        parameters -> {
          if (left.getAndDecrement() > 0) {
            throw new SQLException(message, sqlState, number);
          }
          return List.of();
        };
    rules.add(new Rule(Pattern.compile(pattern, Pattern.DOTALL), refusal));
    return this;
  }

  /**
   * Returns several results for matching statements, as the server does for a block or several
   * statements in one packet.
   */
  public ScriptedServer results(String pattern, Function<String, List<Result>> results) {
    resultRules.add(new ResultRule(Pattern.compile(pattern, Pattern.DOTALL), results));
    return this;
  }

  /** Sets what the server reports as its version. */
  public ScriptedServer version(String text) {
    version = text;
    return this;
  }

  /** Returns what was executed: statements with their parameters, and ends of transactions. */
  public List<String> executed() {
    return List.copyOf(executed);
  }

  /** Returns what was executed, without queries. */
  public List<String> changes() {
    return executed.stream().filter(sql -> !sql.stripLeading().startsWith("SELECT")).toList();
  }

  /** Opens a session. */
  public ServerSession session() {
    try {
      return ServerSession.of(connection());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a connection. */
  public Connection connection() {
    return proxy(Connection.class, new ConnectionHandler(++connections));
  }

  private List<Row> execute(String sql, List<@Nullable Object> parameters) throws SQLException {
    executed.add(parameters.isEmpty() ? sql : sql + " " + parameters);
    for (Rule rule : rules.reversed()) {
      if (rule.pattern().matcher(sql).find()) {
        return rule.answer().rows(parameters);
      }
    }
    return List.of();
  }

  private static int count(List<Row> rows) {
    return !rows.isEmpty() && rows.getFirst().values().getFirst() instanceof Integer count
        ? count
        : 1;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static UnsupportedOperationException notScripted(Method method) {
    return new UnsupportedOperationException(method.toString());
  }

  private final class ConnectionHandler implements InvocationHandler {
    private final long id;
    private boolean closed;

    ConnectionHandler(long id) {
      this.id = id;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws SQLException {
      return switch (method.getName()) {
        case "prepareStatement" ->
            proxy(
                PreparedStatement.class,
                new StatementHandler(id, String.valueOf(first(arguments))));
        case "createStatement" -> proxy(Statement.class, new StatementHandler(id, ""));
        case "getMetaData" ->
            proxy(
                DatabaseMetaData.class,
                (_, asked, _) -> {
                  if (asked.getName().equals("getDatabaseProductVersion")) {
                    return version;
                  }
                  String[] numbers = version.split("[.-]", 4);
                  return Integer.valueOf(
                      numbers[asked.getName().equals("getDatabaseMajorVersion") ? 0 : 1]);
                });
        case "setAutoCommit" -> record("autocommit = " + first(arguments));
        case "commit", "rollback" -> record(method.getName());
        case "close" -> {
          closed = true;
          yield null;
        }
        case "isClosed" -> closed;
        default -> throw notScripted(method);
      };
    }

    private @Nullable Object record(String what) throws SQLException {
      execute(what, List.of());
      return null;
    }
  }

  private static @Nullable Object first(Object @Nullable [] arguments) {
    return arguments == null ? null : arguments[0];
  }

  private final class StatementHandler implements InvocationHandler {
    private final long connection;
    private final String prepared;
    private final TreeMap<Integer, @Nullable Object> parameters = new TreeMap<>();
    private final Deque<Result> results = new ArrayDeque<>();

    StatementHandler(long connection, String prepared) {
      this.connection = connection;
      this.prepared = prepared;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws SQLException {
      String name = method.getName();
      if (name.startsWith("set") && arguments != null && arguments.length == 2) {
        parameters.put((Integer) arguments[0], arguments[1]);
        return null;
      }
      String sql = arguments == null ? prepared : String.valueOf(arguments[0]);
      return switch (name) {
        case "executeQuery" ->
            proxy(
                ResultSet.class,
                new RowsHandler(
                    sql.equals("SELECT CONNECTION_ID()") ? List.of(row(connection)) : rows(sql)));
        case "executeUpdate" -> count(rows(sql));
        case "execute" -> {
          rows(sql);
          results.clear();
          results.addAll(allResults(sql));
          yield hasRows();
        }
        case "getMoreResults" -> {
          results.poll();
          yield hasRows();
        }
        case "getResultSet" -> {
          Result result = results.getFirst();
          yield proxy(ResultSet.class, new RowsHandler(result.rows(), result.labels()));
        }
        case "getUpdateCount" -> (int) updateCount();
        case "getLargeUpdateCount" -> updateCount();
        case "setQueryTimeout", "setEscapeProcessing", "setFetchSize", "close" -> null;
        default -> throw notScripted(method);
      };
    }

    private boolean hasRows() {
      return !results.isEmpty() && results.getFirst().hasRows();
    }

    private long updateCount() {
      boolean isCount = !results.isEmpty() && !results.getFirst().hasRows();
      return isCount
              && results.getFirst().rows().getFirst().values().getFirst() instanceof Long count
          ? count
          : -1;
    }

    private List<Result> allResults(String sql) {
      for (ResultRule rule : resultRules.reversed()) {
        if (rule.pattern().matcher(sql).find()) {
          return rule.results().apply(sql);
        }
      }
      return List.of();
    }

    private List<Row> rows(String sql) throws SQLException {
      return ScriptedServer.this.execute(sql, new ArrayList<>(parameters.values()));
    }
  }

  private static final class RowsHandler implements InvocationHandler {
    private final List<Row> rows;
    private final List<String> labels;
    private int at = -1;

    RowsHandler(List<Row> rows) {
      this(rows, List.of());
    }

    RowsHandler(List<Row> rows, List<String> labels) {
      this.rows = rows;
      this.labels = labels;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
      return switch (method.getName()) {
        case "next" -> ++at < rows.size();
        case "close" -> null;
        case "getMetaData" ->
            proxy(
                ResultSetMetaData.class,
                (_, asked, column) ->
                    asked.getName().equals("getColumnLabel") && first(column) instanceof Integer at
                        ? labels.get(at - 1)
                        : columns());
        default -> value(method, arguments);
      };
    }

    private int columns() {
      int inRow = rows.isEmpty() ? 0 : rows.getFirst().values().size();
      return labels.isEmpty() ? inRow : labels.size();
    }

    private @Nullable Object value(Method method, Object @Nullable [] arguments) {
      if (!method.getName().startsWith("get") || !(first(arguments) instanceof Integer column)) {
        throw notScripted(method);
      }
      Object value = rows.get(at).values().get(column - 1);
      return switch (method.getName()) {
        case "getString" -> value == null ? null : String.valueOf(value);
        case "getInt" -> value == null ? 0 : Math.toIntExact(number(value).longValue());
        case "getLong" -> value == null ? 0L : number(value).longValue();
        case "getDouble" -> value == null ? 0.0 : number(value).doubleValue();
        case "getBoolean" -> value instanceof Boolean is ? is : value != null && isTrue(value);
        default -> value;
      };
    }

    private static boolean isTrue(Object value) {
      return number(value).longValue() != 0;
    }

    private static Number number(Object value) {
      return value instanceof Number number ? number : Double.valueOf(String.valueOf(value));
    }
  }
}
