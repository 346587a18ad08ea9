// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.Result;
import org.lsst.qserv.entrypoint.schema.migrate.PacketResult.ServerWarning;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** Tests how packets are sent in the session of a script, and how their results are read. */
final class ServerScriptConnectionTest {
  private static final List<String> BEFORE = List.of("START TRANSACTION", "REPLACE 1");
  private static final List<String> AFTER = List.of("SHOW WARNINGS", "COMMIT");
  private static final List<String> WARNINGS = List.of("Level", "Code", "Message");

  private final ScriptedServer server = new ScriptedServer();
  private final Connection connection = server.connection();
  private int status = ServerStatus.AUTOCOMMIT;
  private final ServerScriptConnection session =
      new ServerScriptConnection(connection, this::context);

  private Context context() {
    return Context.class.cast(
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, arguments) -> status(method.getName(), arguments)));
  }

  private @Nullable Object status(String method, Object @Nullable [] arguments) {
    if (method.equals("getServerStatus")) {
      return status;
    }
    if (method.equals("setServerStatus") && arguments != null) {
      status = (Integer) arguments[0];
      return null;
    }
    throw new UnsupportedOperationException(method);
  }

  private static StatementPacket packet(String statement) {
    return new StatementPacket(BEFORE, statement, AFTER);
  }

  /** Scripts that every statement of a packet changes one row. */
  private void answerEverything() {
    server.results("", sql -> Arrays.stream(sql.split(";", -1)).map(_ -> Result.count(1)).toList());
  }

  @Test
  void aStatementAloneReturnsItsCount() throws SQLException {
    server.results("^INSERT", _ -> List.of(Result.count(3)));
    assertThat(session.execute(StatementPacket.of("INSERT INTO t VALUES (1)")))
        .isEqualTo(new PacketResult(3, List.of()));
    assertThat(server.executed()).containsExactly("INSERT INTO t VALUES (1)");
  }

  @Test
  void aPacketIsSentInOneRoundTripAndCountsOnlyTheRowsOfTheScript() throws SQLException {
    server.results(
        "^START",
        _ ->
            List.of(
                Result.count(0),
                Result.count(1),
                Result.count(5),
                Result.rows(
                    WARNINGS,
                    row("Warning", 1265, "Data truncated"),
                    row("Note", 1051, "Unknown table")),
                Result.count(0)));
    assertThat(session.execute(packet("UPDATE t SET a = 1")))
        .isEqualTo(
            new PacketResult(
                5,
                List.of(
                    new ServerWarning(1265, "Data truncated"),
                    new ServerWarning(1051, "Unknown table"))));
    assertThat(server.executed())
        .containsExactly("START TRANSACTION;REPLACE 1;UPDATE t SET a = 1;SHOW WARNINGS;COMMIT");
  }

  @Test
  void theCountsOfAProcedureAreAddedAndItsRowsIgnored() throws SQLException {
    server.results(
        "^START",
        _ ->
            List.of(
                Result.count(0),
                Result.count(1),
                Result.rows(List.of("a"), row(1), row(2)),
                Result.count(4),
                Result.count(2),
                Result.rows(WARNINGS),
                Result.count(0)));
    assertThat(session.execute(packet("CALL p()"))).isEqualTo(new PacketResult(6, List.of()));
  }

  @Test
  void warningsThatTheScriptAsksForAreNotReported() throws SQLException {
    server.results("^SHOW", _ -> List.of(Result.rows(WARNINGS, row("Note", 1, "text"))));
    assertThat(session.execute(StatementPacket.of("SHOW WARNINGS")).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Level, Code,", "Level, Message, Code", "Level, Code, Text", "L, Code, Message"})
  void aResultWithOtherColumnsIsNotOneOfWarnings(
      String first, String second, @Nullable String third) throws SQLException {
    List<String> labels = third == null ? List.of(first, second) : List.of(first, second, third);
    server.results(
        "^START",
        _ ->
            List.of(
                Result.count(0),
                Result.count(1),
                Result.rows(labels, row("a", 1, "text")),
                Result.count(0),
                Result.count(0)));
    assertThat(session.execute(packet("SELECT 1")).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/* nothing */", "/*!50701 SET x */", "/*M! SET x */", "/*!SET x */"})
  void aCommentThatMayBeNoStatementIsSentAlone(String statement) throws SQLException {
    server
        .results("^START", _ -> List.of(Result.count(0), Result.count(1)))
        .results("^/\\*", _ -> List.of(Result.count(7)))
        .results(
            "^SHOW", _ -> List.of(Result.rows(WARNINGS, row("Note", 1, "n")), Result.count(0)));
    assertThat(session.execute(packet(statement)))
        .isEqualTo(new PacketResult(7, List.of(new ServerWarning(1, "n"))));
    assertThat(server.executed())
        .containsExactly("START TRANSACTION;REPLACE 1", statement, "SHOW WARNINGS;COMMIT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/*!40101 SET x */", "/*!50699 SET x */"})
  void aCommentThatEveryServerExecutesIsSentWithItsRecord(String statement) throws SQLException {
    answerEverything();
    assertThat(session.execute(packet(statement)).changedRows()).isEqualTo(1);
    assertThat(server.executed()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1048575, 1", "1048576, 3"})
  void aLargeStatementIsSentAloneBecauseOfItsCopy(int length, int roundTrips) throws SQLException {
    String statement = "SELECT '" + "x".repeat(length - 9) + "'";
    assertThat(statement).hasSize(length);
    answerEverything();
    assertThat(session.execute(packet(statement)).changedRows()).isEqualTo(1);
    assertThat(server.executed()).hasSize(roundTrips);
  }

  @Test
  void nothingIsSentForAPartThatIsEmpty() throws SQLException {
    server.results("^/\\*", _ -> List.of(Result.count(7)));
    assertThat(session.execute(new StatementPacket(List.of(), "/* a */", List.of("COMMIT"))))
        .isEqualTo(new PacketResult(7, List.of()));
    assertThat(session.execute(new StatementPacket(List.of("BEGIN"), "/* b */", List.of())))
        .isEqualTo(new PacketResult(7, List.of()));
    assertThat(server.executed()).containsExactly("/* a */", "COMMIT", "BEGIN", "/* b */");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "near ') x;SHOW WARNINGS;COMMIT' at line 1 | near ') x' at line 1",
        "near ';SHOW WARNINGS;COMMIT' at line 3    | near '' at line 3",
        "near 'x;y;SHOW WARN...' at line 1         | near 'x;y' at line 1",
        "near 'x;y' at line 1                      | near 'x;y' at line 1",
        "near 'x' at line 1                        | near 'x' at line 1",
        "Column 'x;' cannot be null                | Column 'x;' cannot be null",
      })
  void aSyntaxErrorDoesNotQuoteTheJournal(String message, String shown) {
    server.refuse("^START", 1064, "42000", message);
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> session.execute(packet("SELEC 1")));
    assertThat(e.getMessage()).isEqualTo(shown);
    assertThat(e.getErrorCode()).isEqualTo(1064);
    assertThat(e.getSQLState()).isEqualTo("42000");
  }

  @Test
  void afterAnErrorNoMoreResultsAreExpected() {
    status = ServerStatus.MORE_RESULTS_EXISTS | ServerStatus.IN_TRANSACTION;
    server.refuse("^SELEC", 1064, "42000", "syntax");
    assertThatThrownBy(() -> session.execute(StatementPacket.of("SELEC 1")))
        .isInstanceOf(SQLException.class);
    assertThat(status).isEqualTo(ServerStatus.IN_TRANSACTION);
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, false, false",
    "1, true, false, false",
    "2, false, true, true",
    "3, true, true, false"
  })
  void theStatusOfTheServerReportsTheTransaction(
      int reported, boolean inTransaction, boolean autocommit, boolean autocommits) {
    status = reported;
    assertThat(session.isInTransaction()).isEqualTo(inTransaction);
    assertThat(session.isAutocommit()).isEqualTo(autocommit);
    assertThat(session.autocommits()).isEqualTo(autocommits);
  }

  @Test
  void theCurrentDatabaseIsReadFromTheServer() throws SQLException {
    server.answer("^SELECT DATABASE", row("d"));
    assertThat(session.currentDatabase()).isEqualTo("d");
    server.answer("^SELECT DATABASE", row((Object) null));
    assertThat(session.currentDatabase()).isEmpty();
  }

  @Test
  void aNewSessionAcquiresTheScriptLockAndItsOwnLock() throws SQLException {
    answerEverything();
    server.answer("^SELECT IS_USED_LOCK", row(1));
    session.acquireLock(new UpgradeLock(server.session(), "it's"), 7);
    assertThat(server.executed())
        .containsExactly(
            "DO GET_LOCK('qserv-schema-script:it''s', 10), GET_LOCK('qserv-schema-session:7', 0);"
                + "SET SESSION wait_timeout = 60, max_statement_time = 0",
            "SELECT IS_USED_LOCK(?) = CONNECTION_ID() AND IS_USED_LOCK(?) = ?"
                + " [qserv-schema:it's, qserv-schema-script:it's, 7]");
  }

  @Test
  void aSessionThatCannotAcquireTheLockIsRefused() {
    answerEverything();
    server.answer("^SELECT IS_USED_LOCK", row(0));
    UpgradeLock lock = new UpgradeLock(server.session(), "d");
    assertThatThrownBy(() -> session.acquireLock(lock, 7))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the upgrade lock qserv-schema:d is no longer held");
  }

  @Test
  void closingEndsTheConnection() throws SQLException {
    session.close();
    assertThat(connection.isClosed()).isTrue();
  }
}
