// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Tests the plan of an upgrade. */
final class UpgradePlanTest {
  private static final String FIRST = "migrate-1-to-2.sql";
  private static final String SECOND = "migrate-2-to-3.sql";
  private static final String VERSION = "^SELECT value FROM `meta`.QMetadata";

  @TempDir private Path directory;
  private final List<UpgradePlan.PlannedStatement> lines = new ArrayList<>();
  private final ScriptedServer server =
      new ScriptedServer()
          .answer("^SELECT @@GLOBAL.sql_mode", row("", 1, 1 << 24))
          .answer("^SHOW GRANTS", row("GRANT ALL PRIVILEGES ON *.* TO `boss`@`%`"))
          .answer("information_schema.SCHEMATA", row(1))
          .answer(VERSION, row("1"));

  private SchemaTarget target() {
    return TestTargets.in(
        directory,
        Map.of(
            FIRST, "CREATE TABLE t (i INT);\nINSERT INTO t VALUES (1);\n",
            SECOND, "\nALTER TABLE t ADD j INT;\n"));
  }

  private UpgradePlan plan(Optional<Version> to) throws SQLException {
    return UpgradePlan.of(server.session(), target(), to, lines::add);
  }

  private UpgradePlan plan() throws SQLException {
    return plan(Optional.empty());
  }

  private void interruptedAfterTheFirstStatement() {
    ScriptedJournal.start(server, 1, 2, FIRST)
        .answer(
            ScriptedJournal.LAST_COMPLETED, ScriptedJournal.step(1, ScriptedJournal.IS_DONE, null));
  }

  @Test
  void theStatementsOfTheScriptsToTheNewestVersionArePlanned() throws SQLException {
    assertThat(plan())
        .isEqualTo(new UpgradePlan(new Version(1), Optional.empty(), new Version(3), 3, List.of()))
        .extracting(UpgradePlan::description)
        .isEqualTo("-- version 1, upgrade to 3, statements to execute: 3");
    assertThat(lines)
        .containsExactly(
            new UpgradePlan.PlannedStatement(
                FIRST + ", statement 1 (line 1)",
                "definition",
                "CREATE TABLE t",
                "CREATE TABLE t (i INT)"),
            new UpgradePlan.PlannedStatement(
                FIRST + ", statement 2 (line 2)", "data", "INSERT t", "INSERT INTO t VALUES (1)"),
            new UpgradePlan.PlannedStatement(
                SECOND + ", statement 1 (line 2)",
                "definition",
                "ALTER TABLE t",
                "ALTER TABLE t ADD j INT"));
    assertThat(server.changes()).as("nothing but queries").containsExactly("SHOW GRANTS");
  }

  @Test
  void anUpgradeToAVersionInBetweenHasOnlyItsScripts() throws SQLException {
    UpgradePlan plan = plan(Optional.of(new Version(2)));
    assertThat(plan.to()).isEqualTo(new Version(2));
    assertThat(plan.statements()).isEqualTo(2);
  }

  @Test
  void aSchemaOfTheNewestVersionNeedsNoUpgrade() throws SQLException {
    server.answer(VERSION, row("3")).version("10.5.0-MariaDB");
    UpgradePlan plan = plan();
    assertThat(plan.description()).isEqualTo("-- version 3: nothing to do");
    assertThat(plan.findings()).as("findings that do not matter").isEmpty();
    assertThat(lines).isEmpty();
  }

  @Test
  void anInterruptedRunIsPlannedFromItsPosition() throws SQLException {
    interruptedAfterTheFirstStatement();
    UpgradePlan plan = plan();
    assertThat(plan.description())
        .isEqualTo(
            "-- unfinished upgrade from version 1 to 2, upgrade to 3, statements to execute: 2");
    assertThat(lines)
        .extracting(UpgradePlan.PlannedStatement::location)
        .containsExactly(FIRST + ", statement 2 (line 2)", SECOND + ", statement 1 (line 2)");
  }

  @Test
  void anInterruptedRunWithoutStatementsIsStillToBeFinished() throws SQLException {
    interruptedAfterTheFirstStatement();
    server.answer(
        ScriptedJournal.LAST_COMPLETED, ScriptedJournal.step(2, ScriptedJournal.IS_DONE, null));
    assertThat(plan(Optional.of(new Version(2))).description())
        .isEqualTo(
            "-- unfinished upgrade from version 1 to 2, upgrade to 2, statements to execute: 0");
  }

  @Test
  void anInterruptedRunMustBeCompletedBeforeAnOlderVersionIsRequested() {
    interruptedAfterTheFirstStatement();
    assertThatThrownBy(() -> plan(Optional.of(new Version(1))))
        .hasMessage(
            "error: meta on db.example:3306: an unfinished upgrade to version 2 must be completed"
                + " first\n"
                + "fix: use --to 2, or omit --to")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION));
  }

  @Test
  void aScriptOfAnInterruptedRunMustStillExist() {
    ScriptedJournal.start(server, 1, 2, "migrate-1-to-2-lost.sql");
    assertThatThrownBy(this::plan)
        .hasMessage(
            "error: meta on db.example:3306: the script migrate-1-to-2-lost.sql of the unfinished"
                + " upgrade is not in "
                + directory
                + "\nfix: restore it: the upgrade resumes with the scripts that it started with")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA));
  }

  @Test
  void findingsAboutTheServerArePartOfThePlan() throws SQLException {
    server.version("10.5.0-MariaDB").answer("flush_log_at_trx_commit", row("2"));
    assertThat(plan().findings())
        .containsExactly(
            "the server is 10.5.0-MariaDB, in which an interrupted DDL statement can be partially"
                + " applied",
            "innodb_flush_log_at_trx_commit is 2: if the machine fails, the statements of its last"
                + " second may be lost together with their records");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.5.0-MariaDB", "10.11.18-MariaDB"})
  void errorsThatCannotBeForcedRefuseThePlan(String version) {
    server.answer("information_schema.SCHEMATA").version(version);
    assertThatThrownBy(this::plan)
        .hasMessage(
            "error: meta on db.example:3306: database meta does not exist, and no script creates it"
                + "\nfix: run: entrypoint init --module czar");
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', -- version 1: nothing to do",
    "2, '', '-- version 1, upgrade to 3, statements to execute: 2'",
    "0, 2, '-- unfinished upgrade from version 1 to 2, upgrade to 3, statements to execute: 0'"
  })
  void thePlanIsDescribedInOneLine(long statements, String unfinished, String description) {
    Optional<Version> end =
        unfinished.isEmpty() ? Optional.empty() : Optional.of(Version.parse(unfinished));
    assertThat(new UpgradePlan(new Version(1), end, new Version(3), statements, List.of()))
        .extracting(UpgradePlan::description)
        .isEqualTo(description);
  }

  @Test
  void aServerThatCannotBeReachedIsAFailure() {
    SchemaTarget unreachable = target().at(TestTargets.unreachableUrl(directory));
    assertThatThrownBy(() -> UpgradePlan.of(unreachable, Optional.empty(), lines::add))
        .hasMessageStartingWith(
            "error: planning the upgrade of meta: no connection to "
                + unreachable.url().address()
                + " (")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE));
  }
}
