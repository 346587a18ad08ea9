// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Tests the status of a schema that {@code schema status} prints. */
final class SchemaStatusTest {
  private static final String VERSION = "^SELECT value FROM `meta`.QMetadata";
  private static final String START =
      "from 1 to 2, %d of 9 statements recorded as complete, started 2026-01-02T03:04:05Z by host1"
          + " (pid 7)";
  private static final String RESUMES =
      "; run 'schema upgrade' to resume it; incomplete statements may be corrected first";

  @TempDir private Path directory;
  private final ScriptedServer server = new ScriptedServer();

  private SchemaStatus read() throws SQLException {
    return SchemaStatus.read(server.session(), TestTargets.in(directory));
  }

  private ScriptedServer withUnfinishedRun() {
    return ScriptedJournal.start(server.answer(VERSION, row("1")), 1, 2, "migrate-1-to-2.sql");
  }

  @Test
  void aSchemaWithoutAnUpgradeHasItsVersionAndTheNewestOfItsScripts() throws SQLException {
    server.answer(VERSION, row("1"));
    assertThat(read())
        .isEqualTo(
            new SchemaStatus(
                "czar",
                "meta",
                "db.example:3306",
                new Version(1),
                new Version(2),
                Optional.empty(),
                Optional.empty(),
                true));
  }

  @ParameterizedTest
  @CsvSource({"1, outdated", "2, current", "3, newer", "-1, uninitialized"})
  void theStateComparesTheVersionWithTheNewestVersionOfTheScripts(int version, String state)
      throws SQLException {
    server.answer(VERSION, row(version));
    assertThat(read().state()).hasToString(state);
  }

  @Test
  void anUnfinishedUpgradeIsReportedBeforeTheVersion() throws SQLException {
    withUnfinishedRun().answer(VERSION, row("2"));
    assertThat(read().state()).isEqualTo(SchemaStatus.State.UNFINISHED);
  }

  @Test
  void aRunWithoutRecordsCanBeStartedAgainOrAbandoned() throws SQLException {
    withUnfinishedRun();
    assertThat(read().unfinished())
        .contains(
            START.formatted(0)
                + "; nothing was executed: 'schema upgrade' restarts it,"
                + " 'schema upgrade --abandon' abandons it");
  }

  @Test
  void aRunWithACompleteStatementCanBeResumed() throws SQLException {
    withUnfinishedRun()
        .answer(ScriptedJournal.COMPLETED, row(3))
        .answer(
            ScriptedJournal.LAST_COMPLETED, ScriptedJournal.step(3, ScriptedJournal.IS_DONE, null));
    assertThat(read().unfinished())
        .contains(
            START.formatted(3)
                + ", last completed statement: migrate-1-to-2.sql, statement 3 (line 30)"
                + RESUMES);
  }

  @Test
  void aRunWhoseFirstStatementWasInterruptedCanBeResumed() throws SQLException {
    withUnfinishedRun()
        .answer(ScriptedJournal.RUNNING, ScriptedJournal.step(1, ScriptedJournal.IS_RUNNING, null));
    assertThat(read().unfinished())
        .contains(
            START.formatted(0)
                + ", incomplete: migrate-1-to-2.sql, statement 1 (line 10)"
                + RESUMES);
  }

  @Test
  void theLastErrorIsReported() throws SQLException {
    withUnfinishedRun()
        .answer(
            ScriptedJournal.LAST_FAILED,
            ScriptedJournal.step(2, ScriptedJournal.HAS_FAILED, "error 1054: Unknown column"));
    assertThat(read().unfinished().orElseThrow())
        .startsWith(
            START.formatted(0)
                + ", last error in migrate-1-to-2.sql, statement 2 (line 20): error 1054: Unknown"
                + " column; nothing was executed");
  }

  @Test
  void theSessionThatExecutesAnUpgradeIsReported() throws SQLException {
    withUnfinishedRun()
        .answer("information_schema.PROCESSLIST", row(7, "boss", "host:1", 3, "Sleep", ""));
    assertThat(read().upgradingSession())
        .contains("connection 7 of boss from host:1, idle for 3 s");
  }

  @Test
  void aJournalThatTheAccountCannotReadIsReported() throws SQLException {
    server
        .answer(VERSION, row("1"))
        .refuse(ScriptedJournal.UNFINISHED, 1142, "42000", "SELECT command denied");
    assertThat(read().journalReadable()).isFalse();
  }

  @Test
  void theErrorOfAnUnreachableServerContainsTheDatabase() {
    SchemaTarget target = TestTargets.unreachable(directory);
    assertThatThrownBy(() -> SchemaStatus.read(target))
        .hasMessageStartingWith(
            "error: reading the state of meta: no connection to " + target.url().address() + " (")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE));
    assertThatThrownBy(() -> SchemaStatus.isInitialized(target.url(), "meta"))
        .hasMessageStartingWith(
            "error: reading the state of meta: no connection to " + target.url().address() + " (")
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> SchemaStatus.read(target, Duration.ofSeconds(1)))
        .isInstanceOf(SQLException.class);
  }
}
