// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun.VersionRange;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Tests how the tables of the journal are read and written. */
final class SqlJournalTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final String CHECKSUM = "0f".repeat(32);
  private static final VersionRange VERSIONS = new VersionRange(new Version(3), new Version(5));

  private static final MigrationRun RUN =
      new MigrationRun(
          7,
          VERSIONS,
          List.of("migrate-3-to-4.sql", "migrate-4-to-5.sql"),
          12,
          true,
          false,
          Instant.parse("2026-03-01T10:11:12Z"),
          "host, process 1");

  private static final String UNFINISHED =
      "^SELECT id.* WHERE schema_database = \\? AND state = 'running' ORDER BY id LIMIT 1";
  private static final String INSERT = "^INSERT INTO qservSchemaJournal.migration_run ";
  private static final String STEPS = "^SELECT script, statement, ";

  private final ScriptedServer server = new ScriptedServer();
  private final SqlJournal journal =
      new SqlJournal(server.session(), "meta", "host, process 9", () -> NOW);

  private void answerRun() {
    server.answer(
        UNFINISHED,
        row(
            7,
            3,
            5,
            "migrate-3-to-4.sql\nmigrate-4-to-5.sql",
            12L,
            true,
            false,
            LocalDateTime.parse("2026-03-01T10:11:12"),
            "host, process 1"));
  }

  private static ScriptedServer.Row step(
      int statement, int state, @Nullable String lastInsertId, @Nullable String error) {
    return row(
        1,
        statement,
        40,
        state,
        HexFormat.of().parseHex(CHECKSUM),
        bytes("migrate-4-to-5.sql"),
        bytes("ALTER TABLE größe"),
        bytes("f"),
        lastInsertId,
        error == null ? null : bytes(error));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static StepRecord record(
      int statement, StepState state, Optional<String> lastInsertId, Optional<String> error) {
    return new StepRecord(
        new StepKey(1, statement),
        new StepDescription("migrate-4-to-5.sql", statement, 40, "ALTER TABLE größe"),
        state,
        CHECKSUM,
        "f",
        lastInsertId,
        error);
  }

  private static StepRecord done(int statement) {
    return record(statement, StepState.DONE, Optional.empty(), Optional.empty());
  }

  @Test
  void existsIfItsTableOfRunsIsVisible() throws SQLException {
    assertThat(journal.exists()).isFalse();
    server.answer("FROM information_schema.TABLES", row(1));
    assertThat(journal.exists()).isTrue();
    assertThat(server.executed().getLast()).endsWith("[qservSchemaJournal, migration_run]");
  }

  @Test
  void createsTheDatabaseBeforeTheTables() throws SQLException {
    journal.create();
    assertThat(server.changes().stream().map(sql -> sql.lines().findFirst().orElseThrow()))
        .containsExactly(
            "CREATE DATABASE IF NOT EXISTS qservSchemaJournal CHARACTER SET utf8mb4",
            "CREATE TABLE IF NOT EXISTS qservSchemaJournal.migration_run (",
            "CREATE TABLE IF NOT EXISTS qservSchemaJournal.migration_step (");
  }

  @Test
  void findsNoUnfinishedRunIfNoneIsRunning() throws SQLException {
    assertThat(journal.unfinishedRun()).isEmpty();
    assertThat(server.executed().getLast()).endsWith(" LIMIT 1 [meta]");
  }

  @Test
  void readsAllColumnsOfTheUnfinishedRun() throws SQLException {
    answerRun();
    MigrationRun run = journal.unfinishedRun().orElseThrow();
    assertThat(run).isEqualTo(RUN);
    assertThat(run.from()).isEqualTo(new Version(3));
    assertThat(run.to()).isEqualTo(new Version(5));
  }

  @Test
  void startsARunWithItsVersionsScriptsAndOwner() throws SQLException {
    answerRun();
    assertThat(journal.start(VERSIONS, RUN.scripts(), 12)).isEqualTo(RUN);
    assertThat(server.changes()).hasSize(1);
    assertThat(server.changes().getFirst())
        .startsWith("INSERT INTO qservSchemaJournal.migration_run (id, schema_database,")
        .endsWith(" [meta, 3, 5, migrate-3-to-4.sql\nmigrate-4-to-5.sql, 12, host, process 9]");
  }

  @ParameterizedTest
  @ValueSource(ints = {1062, 1213, 1205})
  void retriesTheStartOfARunAfterACollision(int code) throws SQLException {
    answerRun();
    server.refuseFirst(4, INSERT, code, "23000", "collision");
    assertThat(journal.start(VERSIONS, RUN.scripts(), 12)).isEqualTo(RUN);
    assertThat(server.changes()).hasSize(5);
  }

  @Test
  void reportsTheErrorAfterFiveCollisions() {
    answerRun();
    server.refuse(INSERT, 1213, "40001", "Deadlock found");
    assertThatThrownBy(() -> journal.start(VERSIONS, RUN.scripts(), 12))
        .isInstanceOf(SQLException.class)
        .hasMessage("Deadlock found");
    assertThat(server.changes()).hasSize(5);
  }

  @Test
  void doesNotRetryTheStartAfterAnotherError() {
    server.refuse(INSERT, 1142, "42000", "INSERT command denied");
    assertThatThrownBy(() -> journal.start(VERSIONS, RUN.scripts(), 12))
        .hasMessage("INSERT command denied");
    assertThat(server.changes()).hasSize(1);
  }

  @Test
  void setsTheOwnerAndClearsTheStopRequestOnResume() throws SQLException {
    journal.resume(RUN, 13);
    assertThat(server.changes())
        .containsExactly(
            "UPDATE qservSchemaJournal.migration_run SET stop_requested = FALSE, owner = ?,"
                + " statements = ? WHERE id = ? [host, process 9, 13, 7]");
  }

  @Test
  void recordsABackupInTheRun() throws SQLException {
    journal.recordBackup(RUN);
    assertThat(server.changes())
        .containsExactly(
            "UPDATE qservSchemaJournal.migration_run SET backed_up = TRUE WHERE id = ? [7]");
  }

  @Test
  void endsARunAsDoneOrAbandoned() throws SQLException {
    journal.finish(RUN);
    journal.abandon(RUN);
    String end =
        "UPDATE qservSchemaJournal.migration_run SET state = ?, finished = UTC_TIMESTAMP(3)"
            + " WHERE id = ? ";
    assertThat(server.changes()).containsExactly(end + "[done, 7]", end + "[abandoned, 7]");
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void requestsAStopOnlyOfARunningRun(int changed, boolean requested) throws SQLException {
    server.answer("SET stop_requested = TRUE", row(changed));
    assertThat(journal.requestStop()).isEqualTo(requested);
    assertThat(server.changes().getLast())
        .endsWith("WHERE schema_database = ? AND state = 'running' [meta]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsTheStopRequestFromTheRun(boolean requested) throws SQLException {
    server.answer("^SELECT stop_requested", row(requested));
    assertThat(journal.isStopRequested(RUN)).isEqualTo(requested);
    assertThat(server.executed().getLast()).endsWith("WHERE id = ? [7]");
  }

  @Test
  void reportsNoStopRequestForAMissingRun() throws SQLException {
    assertThat(journal.isStopRequested(RUN)).isFalse();
  }

  @Test
  void returnsTheLastRecordThatIsDoneOrSkipped() throws SQLException {
    assertThat(journal.lastCompleted(RUN)).isEmpty();
    server.answer(
        STEPS
            + ".* WHERE run = \\? AND state IN \\(1, 3\\)"
            + " ORDER BY script DESC, statement DESC LIMIT 1$",
        step(4, 3, "18446744073709551615", null));
    assertThat(journal.lastCompleted(RUN))
        .contains(
            record(4, StepState.SKIPPED, Optional.of("18446744073709551615"), Optional.empty()));
  }

  @Test
  void returnsTheLastRecordInAnyState() throws SQLException {
    assertThat(journal.lastRecord(RUN)).isEmpty();
    server.answer(
        STEPS + ".* WHERE run = \\? ORDER BY script DESC, statement DESC LIMIT 1$",
        step(5, 0, null, null));
    StepRecord last = journal.lastRecord(RUN).orElseThrow();
    assertThat(last).isEqualTo(record(5, StepState.RUNNING, Optional.empty(), Optional.empty()));
    assertThat(last.isIncomplete()).isTrue();
  }

  @Test
  void returnsTheErrorOfTheLastFailedStatement() throws SQLException {
    assertThat(journal.lastFailed(RUN)).isEmpty();
    server.answer(
        STEPS + ".* AND state IN \\(0, 2\\) AND error IS NOT NULL ORDER BY script DESC.* LIMIT 1$",
        step(5, 2, null, "error 1064: größer"));
    StepRecord failed = journal.lastFailed(RUN).orElseThrow();
    assertThat(failed)
        .isEqualTo(
            record(5, StepState.FAILED, Optional.empty(), Optional.of("error 1064: größer")));
    assertThat(failed.isIncomplete()).isFalse();
  }

  @Test
  void readsRunningStatementsInOrderOfExecution() throws SQLException {
    server.answer(
        STEPS + ".* AND state = 0 AND \\(script, statement\\) > .* ORDER BY script, statement$",
        step(5, 0, null, null),
        step(6, 0, null, null));
    assertThat(journal.runningAfter(RUN, new StepKey(1, 4)))
        .containsExactly(
            record(5, StepState.RUNNING, Optional.empty(), Optional.empty()),
            record(6, StepState.RUNNING, Optional.empty(), Optional.empty()));
    assertThat(server.executed().getLast()).endsWith(" [7, 1, 4]");
  }

  @Test
  void readsRecordsAfterAKeyUpToALimit() throws SQLException {
    server.answer(
        STEPS + ".* AND \\(script, statement\\) > .* ORDER BY script, statement LIMIT \\?$",
        step(2, 1, null, null),
        step(3, 1, null, null));
    assertThat(journal.recordsAfter(RUN, new StepKey(1, 1), 2)).containsExactly(done(2), done(3));
    assertThat(server.executed().getLast()).endsWith(" [7, 1, 1, 2]");
  }

  @Test
  void readsNullTextsAsEmpty() throws SQLException {
    server.answer(
        STEPS, row(0, 1, 1, 1, HexFormat.of().parseHex(CHECKSUM), null, null, null, null, null));
    assertThat(journal.lastRecord(RUN).orElseThrow().description())
        .isEqualTo(new StepDescription("", 1, 1, ""));
  }

  @Test
  void readsLastInsertIdsByStatementNumber() throws SQLException {
    assertThat(journal.lastInsertIds(RUN, 1)).isEmpty();
    server.answer(
        "^SELECT statement, last_insert_id ", row(2, "10"), row(4, "18446744073709551615"));
    assertThat(journal.lastInsertIds(RUN, 1)).isEqualTo(Map.of(2, "10", 4, "18446744073709551615"));
    assertThat(server.executed().getLast())
        .endsWith("state IN (1, 3) AND last_insert_id IS NOT NULL [7, 1]");
  }

  @Test
  void countsCompletedStatements() throws SQLException {
    assertThat(journal.countCompleted(RUN)).isZero();
    server.answer("^SELECT COUNT\\(\\*\\).* WHERE run = \\? AND state IN \\(1, 3\\)$", row(41L));
    assertThat(journal.countCompleted(RUN)).isEqualTo(41);
  }

  @ParameterizedTest
  @CsvSource({"1500, 1500", "0, 0", "-3, 0"})
  void measuresTimesOnTheServerAndNeverBelowZero(long milliseconds, long shown)
      throws SQLException {
    server.answer("MAX\\(started\\) FROM .*migration_step WHERE run", row(milliseconds));
    server.answer("FROM .*migration_run WHERE id", row(milliseconds + 7));
    assertThat(journal.sinceLast(RUN)).isEqualTo(Duration.ofMillis(shown));
    assertThat(journal.sinceStart(RUN)).isEqualTo(Duration.ofMillis(Math.max(0, milliseconds + 7)));
  }

  @Test
  void writesARecordWithTheClockAndTheOwner() throws SQLException {
    journal.write(RUN, done(2));
    assertThat(server.changes())
        .containsExactly(new StepRecordSql(RUN, "host, process 9").upsert(done(2), NOW));
  }

  @Test
  void completesARecordWithTheClock() throws SQLException {
    journal.complete(RUN, new StepKey(1, 2));
    assertThat(server.changes())
        .containsExactly(
            "UPDATE qservSchemaJournal.migration_step SET state=1,finished=1700000000123"
                + " WHERE run=7 AND script=1 AND statement=2");
  }

  @Test
  void readsTheJournalOfADatabase() throws SQLException {
    assertThat(SqlJournal.forReading(server.session(), "other").unfinishedRun()).isEmpty();
    assertThat(server.executed().getLast()).endsWith(" [other]");
  }

  @ParameterizedTest
  @EnumSource(StepState.class)
  void findsAStateByItsStoredNumber(StepState state) {
    assertThat(StepState.of(state.number())).isEqualTo(state);
    assertThat(state.isComplete()).isEqualTo(state.number() % 2 == 1);
  }

  @Test
  void rejectsAnUnknownStateNumber() {
    assertThatThrownBy(() -> StepState.of(4)).hasMessage("unknown state 4 in the journal");
  }
}
