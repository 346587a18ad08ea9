// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Severity;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Tests which problems refuse an upgrade, and which of them can be forced. */
final class UpgradePreflightTest {
  private static final String NAME = "migrate-1-to-2.sql";
  private static final String GRANTS = "^SHOW GRANTS";
  private static final String ALL = "GRANT ALL PRIVILEGES ON *.* TO `boss`@`%`";
  private static final String FLUSH = "innodb_flush_log_at_trx_commit$";
  private static final Version ONE = new Version(1);
  private static final ServerFacts FACTS = new ServerFacts(SqlMode.DEFAULT, true, 1 << 24);

  @TempDir private Path directory;
  private final FakeTime time = new FakeTime();
  private final List<String> warnings = new ArrayList<>();
  private final ScriptedServer server =
      new ScriptedServer()
          .answer(GRANTS, row(ALL))
          .answer("CURRENT_USER", row("boss@%", 0))
          .answer("information_schema.SCHEMATA", row(1));

  /** Records warnings. */
  private final class Listener implements UpgradeListener {
    @Override
    public void runStarted(
        SchemaTarget target, Version from, Version to, List<String> scripts, long statements) {}

    @Override
    public void stepStarted(StepProgress step) {}

    @Override
    public void executed(StepProgress step, long changedRows, Duration duration) {}

    @Override
    public void skipped(StepProgress step, String reason) {}

    @Override
    public void warning(String text) {
      warnings.add(text);
    }
  }

  private SchemaTarget target(String sql) {
    return TestTargets.in(directory, Map.of(NAME, sql));
  }

  private Preflight preflight(SchemaTarget target) {
    return new Preflight(target, server.session(), FACTS);
  }

  private Preflight.Report check(String sql, boolean alone) throws SQLException {
    SchemaTarget target = target(sql);
    return preflight(target)
        .check(
            ONE,
            List.of(target.scripts().find(NAME).orElseThrow()),
            RunPosition.START,
            (_, _) -> {},
            alone);
  }

  private List<PreflightFinding> findings(String sql) throws SQLException {
    return check(sql, false).findings();
  }

  private static UpgradeOptions options(boolean forceChecks, boolean forceSessions) {
    return new UpgradeOptions(
        Optional.empty(),
        ResumeChoice.UNDECIDED,
        true,
        false,
        new UpgradeOptions.Force(forceChecks, forceSessions),
        Duration.ZERO);
  }

  private void enforce(boolean force, PreflightFinding... findings) {
    preflight(target("SELECT 1;"))
        .enforce(
            new Preflight.Report(List.of(), List.of(findings)),
            options(force, false),
            new Listener());
  }

  private static PreflightFinding finding(Severity severity, ExitCode exit, String what) {
    return new PreflightFinding(severity, new Problem(exit, what, "fix " + what));
  }

  @Test
  void aSuitableServerAndAccountAreAccepted() throws SQLException {
    assertThat(findings("CREATE TABLE t (i INT);")).isEmpty();
    assertThat(server.changes()).as("nothing but queries").containsExactly("SHOW GRANTS");
  }

  @Test
  void theStatementsOfAllScriptsAreCounted() {
    assertThat(
            new Preflight.Report(
                    List.of(new ScriptFacts(2, false), new ScriptFacts(3, true)), List.of())
                .statements())
        .isEqualTo(5);
  }

  @Test
  void aDatabaseThatNoScriptCreatesMustExist() throws SQLException {
    server.answer("information_schema.SCHEMATA");
    assertThat(findings("CREATE TABLE t (i INT);"))
        .containsExactly(
            new PreflightFinding(
                Severity.ERROR,
                new Problem(
                    ExitCode.CONFIGURATION,
                    "database meta does not exist, and no script creates it",
                    "run: entrypoint init --module czar")));
    assertThat(server.executed())
        .filteredOn(sql -> sql.contains("SCHEMATA"))
        .singleElement()
        .asString()
        .endsWith(" [meta]");
  }

  @Test
  void aDatabaseThatAScriptCreatesNeedNotExist() throws SQLException {
    server.answer("information_schema.SCHEMATA");
    assertThat(findings("CREATE DATABASE meta;")).isEmpty();
  }

  @Test
  void withoutScriptsTheDatabaseNeedNotExist() throws SQLException {
    server.answer("information_schema.SCHEMATA");
    Preflight.Report report =
        preflight(target("SELECT 1;"))
            .check(ONE, List.<Script>of(), RunPosition.START, (_, _) -> {}, false);
    assertThat(report.findings()).isEmpty();
    assertThat(report.statements()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE e.t; | false | GRANT DROP ON `e`.* TO 'boss'@'%'",
        "SELECT 1; | true | GRANT PROCESS ON *.* TO 'boss'@'%'"
      })
  void privilegesThatTheAccountLacksAreRefused(String sql, boolean alone, String grant)
      throws SQLException {
    server.answer(
        GRANTS,
        row("GRANT ALL PRIVILEGES ON `meta`.* TO `boss`@`%`"),
        row("GRANT ALL PRIVILEGES ON `qservSchemaJournal`.* TO `boss`@`%`"));
    assertThat(check(sql, alone).findings())
        .containsExactly(
            new PreflightFinding(
                Severity.ERROR,
                new Problem(
                    ExitCode.ACCESS_DENIED,
                    "account boss@% lacks privileges that the upgrade needs",
                    "execute as an administrator: "
                        + grant
                        + "; or set database.admin-url to the URL of an administrator")));
  }

  @Test
  void thePrivilegesOfAScriptThatChangesItsRoleAreNotKnown() throws SQLException {
    server.answer(GRANTS, row("GRANT ALL PRIVILEGES ON `qservSchemaJournal`.* TO `boss`@`%`"));
    assertThat(findings("SET ROLE r;\nDROP TABLE t;")).isEmpty();
  }

  @Test
  void findingsOfScriptsComeBeforeThoseOfTheServer() throws SQLException {
    server.answer(FLUSH, row("0")).answer("information_schema.SCHEMATA");
    assertThat(findings("SHUTDOWN;"))
        .extracting(found -> found.problem().fix())
        .containsExactly(
            "remove it", "run: entrypoint init --module czar", "set it to 1 during the upgrade");
  }

  @ParameterizedTest
  @CsvSource({"GRANT ALL PRIVILEGES ON *.* TO a, 1", "GRANT ALL PRIVILEGES ON `%`.* TO a, 0"})
  void otherSessionsAreCheckedIfTheAccountSeesThem(String grant, int findings) throws SQLException {
    server.answer(GRANTS, row(grant)).answer("information_schema.INNODB_TRX", row("connection 7"));
    assertThat(findings("SELECT 1;")).hasSize(findings);
  }

  @Test
  void oneRefusalIsTheErrorOfTheUpgrade() {
    assertThatThrownBy(() -> enforce(false, finding(Severity.ERROR, ExitCode.BAD_DATA, "x")))
        .hasMessage("error: meta on db.example:3306: x\nfix: fix x")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA));
  }

  @Test
  void allRefusalsAreReportedTogetherAndWarningsPassedOn() {
    assertThatThrownBy(() ->
            enforce(
                false,
                finding(Severity.ERROR_UNLESS_FORCED, ExitCode.CONFIGURATION, "x"),
                finding(Severity.WARNING, ExitCode.CONFIGURATION, "y"),
                finding(Severity.ERROR, ExitCode.ACCESS_DENIED, "z")))
        .hasMessage(
            """
            error: 2 problems in the upgrade of meta on db.example:3306
              x
                fix: fix x
              z
                fix: fix z\
            """)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION));
    assertThat(warnings).containsExactly("y");
  }

  @Test
  void forceTurnsSomeRefusalsIntoWarnings() {
    enforce(true, finding(Severity.ERROR_UNLESS_FORCED, ExitCode.CONFIGURATION, "x"));
    assertThat(warnings).containsExactly("x");
    assertThatThrownBy(() -> enforce(true, finding(Severity.ERROR, ExitCode.BAD_DATA, "y")))
        .isInstanceOf(Failure.class);
  }

  @Test
  void withoutFindingsTheUpgradeRuns() {
    enforce(false);
    assertThat(warnings).isEmpty();
  }

  private void requireNoOtherSessions(boolean force) throws SQLException, InterruptedException {
    preflight(target("SELECT 1;"))
        .requireNoOtherSessions(options(false, force), new Listener(), time);
  }

  private void anotherSession() {
    server.answer(
        "information_schema.PROCESSLIST",
        row(7, "joe", "host:1", "", "Sleep", 3, false, 3000, true));
  }

  @Test
  void otherSessionsStopAnUpgrade() {
    anotherSession();
    assertThatThrownBy(() -> requireNoOtherSessions(false))
        .hasMessage(
            "error: meta on db.example:3306: other sessions are connected to the server: connection"
                + " 7 of joe from host:1 (Sleep, 3 s)\n"
                + "fix: stop the services (mode maintenance) and end these sessions, or use"
                + " --force-sessions")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
    assertThat(warnings).isEmpty();
  }

  @Test
  void otherSessionsAreAWarningIfForced() throws SQLException, InterruptedException {
    anotherSession();
    requireNoOtherSessions(true);
    assertThat(warnings)
        .containsExactly(
            "other sessions are connected to the server: connection 7 of joe from host:1 (Sleep,"
                + " 3 s)");
  }

  @Test
  void sessionsOfBystandersAreAccepted() throws SQLException, InterruptedException {
    anotherSession();
    SchemaTarget target = target("SELECT 1;");
    SchemaTarget withBystander =
        new SchemaTarget(
            target.module(),
            target.database(),
            target.url(),
            target.scripts(),
            target.variables(),
            new Bystanders(Set.of("joe"), Set.of()));
    preflight(withBystander).requireNoOtherSessions(options(false, false), new Listener(), time);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aServerWithoutOtherSessionsIsAcceptedWithoutAWarning()
      throws SQLException, InterruptedException {
    requireNoOtherSessions(true);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void sessionsThatTheAccountCannotSeeAreAWarningOnlyIfForced(boolean force)
      throws SQLException, InterruptedException {
    anotherSession();
    server.answer(GRANTS, row("GRANT SELECT ON *.* TO a"));
    requireNoOtherSessions(force);
    assertThat(warnings)
        .isEqualTo(
            force
                ? List.of("cannot list other sessions: the account lacks the PROCESS privilege")
                : List.of());
  }
}
