// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.Result;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.Row;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests which scripts an upgrade executes, and how it changes the journal and the version. */
final class SchemaUpgradeTest {
  private static final String RUN = "qservSchemaJournal.migration_run";
  private static final String STEPS = "^SELECT script, statement, ";
  private static final String TO_2 = "INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);\n";
  private static final String TO_3 = "INSERT INTO u VALUES (3);\n";

  @TempDir private Path directory;

  private final ScriptedServer server = new ScriptedServer();
  private final FakeTime time = new FakeTime();
  private final RecordingListener listener = new RecordingListener();

  /** The database that does not exist yet. */
  private String absent = "";

  private final List<FakeScriptConnection> sessions = new ArrayList<>();
  private final List<String> databases = new ArrayList<>();
  private final List<String> backups = new ArrayList<>();
  private boolean makesBackups;
  private @Nullable String version = "1";
  private @Nullable Row run;
  private SQLException error = new SQLException("Duplicate entry", "23000", 1062);
  private String failing = "";
  private UpgradeOptions options = maintenance(Optional.empty());

  private static UpgradeOptions maintenance(Optional<Version> to) {
    return new UpgradeOptions(
        to, ResumeChoice.UNDECIDED, true, false, UpgradeOptions.Force.NONE, Duration.ZERO);
  }

  private static UpgradeOptions withForce(boolean checks, boolean sessions) {
    return new UpgradeOptions(
        Optional.empty(),
        ResumeChoice.UNDECIDED,
        true,
        false,
        new UpgradeOptions.Force(checks, sessions),
        Duration.ZERO);
  }

  private static Row runRow(int to, String scripts, boolean backedUp) {
    return row(
        4, 1, to, scripts, 2L, false, backedUp, LocalDateTime.parse("2026-03-01T10:00:00"), "o");
  }

  private List<Row> one(@Nullable Object value) {
    return value == null ? List.of() : List.of(row(value));
  }

  /** Scripts a server with a version, an unfinished run, and no other sessions. */
  private void answer() {
    server
        .answer("^SELECT 1 FROM information_schema.TABLES", row(1))
        .answer("^SELECT id, from_version", _ -> run == null ? List.of() : List.of(run))
        .answer(
            "^INSERT INTO " + RUN,
            values -> {
              run =
                  row(
                      5,
                      values.get(1),
                      values.get(2),
                      values.get(3),
                      values.get(4),
                      false,
                      false,
                      LocalDateTime.parse("2026-03-01T10:00:00"),
                      values.get(5));
              return List.of();
            })
        .answer(
            "^UPDATE " + RUN + " SET state",
            _ -> {
              run = null;
              return List.of();
            })
        .answer("^SELECT (value|1) FROM `d`.QMetadata", _ -> one(version))
        .answer(
            "^(UPDATE|INSERT INTO) `d`.QMetadata",
            values -> {
              version = String.valueOf(values.getFirst());
              return List.of();
            })
        .answer("^SELECT @@GLOBAL.sql_mode", row("", 1, 1 << 24))
        .answer("^SHOW GRANTS", row("GRANT ALL PRIVILEGES ON *.* TO `boss`@`%`"))
        .answer("^SELECT CURRENT_USER", row("boss@%", 0))
        .answer("^SELECT 1 FROM information_schema.SCHEMATA", row(1))
        .answer("^SELECT TABLE_TYPE", row("BASE TABLE", "InnoDB", ""))
        .results(
            "^BEGIN NOT ATOMIC ",
            block ->
                List.of(block.split("SHOW CREATE", -1)).stream()
                    .skip(1)
                    .map(_ -> Result.rows(List.of("@code", "@text"), row(1146, "absent")))
                    .toList());
  }

  private void script(String name, String sql) throws IOException {
    Files.writeString(directory.resolve(name), sql);
  }

  private SchemaTarget target() throws IOException {
    if (!Files.exists(directory.resolve("migrate-2-to-3.sql"))) {
      script("migrate-2-to-3.sql", TO_3);
    }
    if (!Files.exists(directory.resolve("migrate-1-to-2.sql"))) {
      script("migrate-1-to-2.sql", TO_2);
    }
    return new SchemaTarget(
        "m",
        "d",
        DatabaseUrl.parse("mysql://boss@127.0.0.1:3306/"),
        ScriptDirectory.read(directory),
        Map.of("password", "hunter2"),
        Bystanders.NONE);
  }

  private SchemaUpgrade upgrade() throws IOException {
    return new SchemaUpgrade(
        target(),
        options,
        listener,
        time,
        "host, process 9",
        () -> false,
        (target, from, to, isResume) -> {
          backups.add(target + " " + from + " " + to + " " + isResume);
          return makesBackups;
        },
        (_, database, _) -> {
          databases.add(database);
          if (database.equals(absent)) {
            throw new SQLException("Unknown database 'd'", "42000", 1049);
          }
          FakeScriptConnection session = new FakeScriptConnection();
          session.fail(failing, error);
          sessions.add(session);
          return session;
        });
  }

  private SchemaUpgrade.Result execute() throws Exception {
    SchemaUpgrade upgrade = upgrade();
    ServerSession session = server.session();
    return upgrade.runLocked(session, new UpgradeLock(session, "d"));
  }

  private List<String> packets() {
    return sessions.stream().flatMap(session -> session.packets().stream()).toList();
  }

  /** Returns the changes of the control session, except those that create the journal. */
  private List<String> changes() {
    return server.changes().stream().filter(sql -> !sql.matches("(?s)(CREATE|SHOW).*")).toList();
  }

  /** Scripts an interrupted run whose first statements are done. */
  private void interrupted(int to, String scripts, boolean backedUp, int done) {
    run = runRow(to, scripts, backedUp);
    StatementChecksum hash = new StatementChecksum();
    List<Row> rows = new ArrayList<>();
    for (ScriptStatement statement : ScriptSplitter.split(TO_2).subList(0, done)) {
      hash.add(statement);
      rows.add(
          row(
              0,
              statement.number(),
              statement.line(),
              1,
              HexFormat.of().parseHex(hash.value()),
              "migrate-1-to-2.sql".getBytes(StandardCharsets.UTF_8),
              "INSERT t".getBytes(StandardCharsets.UTF_8),
              new byte[0],
              null,
              null));
    }
    server
        .answer(STEPS + ".* AND state IN \\(1, 3\\)", rows.reversed().toArray(Row[]::new))
        .answer(
            STEPS + ".*> \\(\\?, \\?\\) ORDER BY script, statement LIMIT",
            place -> Integer.valueOf(-1).equals(place.get(1)) ? rows : List.of());
  }

  @Test
  void aSchemaIsUpgradedScriptByScriptToTheNewestVersion() throws Exception {
    answer();
    assertThat(execute()).isEqualTo(new SchemaUpgrade.Result(new Version(1), new Version(3), 3));
    assertThat(packets())
        .containsExactly(
            "START TRANSACTION; done 0.1; INSERT INTO t VALUES (1); warnings; COMMIT",
            "START TRANSACTION; done 0.2; INSERT INTO t VALUES (2); warnings; COMMIT",
            "START TRANSACTION; done 1.1; INSERT INTO u VALUES (3); warnings; COMMIT");
  }

  @Test
  void eachScriptHasItsOwnSessionThatIsClosed() throws Exception {
    answer();
    execute();
    assertThat(databases).containsExactly("d", "d");
    assertThat(sessions).hasSize(2).allMatch(FakeScriptConnection::isClosed);
    assertThat(sessions.getLast().packets()).singleElement().asString().contains("INTO u VALUES");
  }

  @Test
  void theVersionIsSetInTheTransactionThatEndsTheRun() throws Exception {
    answer();
    execute();
    assertThat(changes())
        .satisfies(all ->
            assertThat(all.getFirst())
                .startsWith("INSERT INTO " + RUN)
                .endsWith("[d, 1, 3, migrate-1-to-2.sql\nmigrate-2-to-3.sql, 3, host, process 9]"))
        .endsWith(
            "autocommit = false",
            "UPDATE `d`.QMetadata SET value = ? WHERE metakey = 'version' [3]",
            "UPDATE " + RUN + " SET state = ?, finished = UTC_TIMESTAMP(3) WHERE id = ? [done, 5]",
            "commit",
            "autocommit = true");
    assertThat(listener.events().getFirst())
        .isEqualTo(
            "run d on 127.0.0.1:3306 from 1 to 3: [migrate-1-to-2.sql, migrate-2-to-3.sql], 3");
  }

  @Test
  void theJournalIsCreatedBeforeTheRunStarts() throws Exception {
    answer();
    execute();
    assertThat(server.changes().stream().filter(sql -> !sql.startsWith("SHOW")))
        .first()
        .isEqualTo("CREATE DATABASE IF NOT EXISTS qservSchemaJournal CHARACTER SET utf8mb4");
  }

  @Test
  void aSchemaThatHasTheTargetVersionIsNotChanged() throws Exception {
    version = "3";
    answer();
    assertThat(execute()).isEqualTo(new SchemaUpgrade.Result(new Version(3), new Version(3), 0));
    assertThat(server.changes()).isEmpty();
    assertThat(listener.events()).isEmpty();
  }

  @Test
  void anUpgradeEndsAtTheRequestedVersion() throws Exception {
    options = maintenance(Optional.of(new Version(2)));
    answer();
    assertThat(execute()).isEqualTo(new SchemaUpgrade.Result(new Version(1), new Version(2), 2));
    assertThat(version).isEqualTo("2");
    assertThat(sessions).hasSize(1);
  }

  @Test
  void aSchemaIsInitializedWithoutADatabaseAndInAnyMode() throws Exception {
    script(
        "migrate-None-to-1.sql",
        "CREATE DATABASE d;\nUSE d;\nCREATE TABLE QMetadata (metakey TEXT, value TEXT);");
    version = null;
    absent = "d";
    options =
        new UpgradeOptions(
            Optional.of(new Version(1)),
            ResumeChoice.UNDECIDED,
            false,
            false,
            UpgradeOptions.Force.NONE,
            Duration.ZERO);
    answer();
    server
        .answer("^SELECT COUNT\\(\\*\\), SUM", row(0))
        .answer("^SELECT 1 FROM information_schema.SCHEMATA")
        .answer("^SELECT 1 FROM `d`.QMetadata WHERE")
        .refuse("^SELECT value FROM `d`.QMetadata", 1049, "42000", "Unknown database 'd'");
    assertThat(execute())
        .isEqualTo(new SchemaUpgrade.Result(Version.UNINITIALIZED, new Version(1), 3));
    assertThat(databases).containsExactly("d", "");
    assertThat(changes())
        .contains("INSERT INTO `d`.QMetadata (metakey, value) VALUES ('version', ?) [1]");
  }

  @Test
  void aStatementThatFailsIsReportedWithItsLocationAndTheRunStaysUnfinished() {
    failing = "INSERT INTO t VALUES (2)";
    answer();
    assertThatThrownBy(this::execute)
        .hasMessage(
            "error: d on 127.0.0.1:3306: "
                + directory
                + "/migrate-1-to-2.sql: line 2: INSERT t: error 1062: Duplicate entry\n"
                + "fix: fix the reported error and run the command again: it resumes with this"
                + " statement")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA));
    assertThat(version).isEqualTo("1");
    assertThat(run).isNotNull();
    assertThat(sessions).singleElement().matches(FakeScriptConnection::isClosed);
  }

  @Test
  void aLostConnectionIsNotReportedAsAScriptError() {
    failing = "INSERT INTO t VALUES (1)";
    error = new SQLException("Connection reset", "08S01");
    answer();
    assertThatThrownBy(this::execute)
        .hasMessageStartingWith(
            "error: migrate-1-to-2.sql, statement 1 (line 1): no connection to 127.0.0.1:3306")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE));
  }

  @Test
  void aMissingPrivilegeIsNotReportedAsAScriptError() {
    failing = "INSERT INTO t VALUES (1)";
    error = new SQLException("INSERT command denied", "42000", 1142);
    answer();
    assertThatThrownBy(this::execute)
        .hasMessageStartingWith("error: migrate-1-to-2.sql, statement 1 (line 1)")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.ACCESS_DENIED));
  }

  @ParameterizedTest
  @ValueSource(ints = {1062, 1142})
  void theMessageAboutAStatementWithValuesOfVariablesIsNotShown(int code) throws Exception {
    version = "3";
    script("migrate-3-to-4.sql.jinja", "INSERT INTO t VALUES ('{{ password }}');");
    failing = "INSERT INTO t VALUES ('hunter2')";
    error = new SQLException("near 'hunter2'", "42000", code);
    answer();
    assertThatThrownBy(this::execute)
        .hasMessageContaining(
            "migrate-3-to-4.sql.jinja: line 1: INSERT t: error "
                + code
                + " (SQLSTATE 42000); the server's message is not shown, because the statement"
                + " contains values of variables")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theBackupHookRunsOnceAndItsBackupIsRecorded(boolean makesBackup) throws Exception {
    makesBackups = makesBackup;
    answer();
    execute();
    assertThat(backups).containsExactly("d on 127.0.0.1:3306 1 3 false");
    assertThat(changes().contains("UPDATE " + RUN + " SET backed_up = TRUE WHERE id = ? [5]"))
        .isEqualTo(makesBackup);
  }

  @Test
  void anInterruptedRunIsFinishedBeforeTheNextOneStarts() throws Exception {
    answer();
    interrupted(2, "migrate-1-to-2.sql", false, 1);
    assertThat(execute()).isEqualTo(new SchemaUpgrade.Result(new Version(1), new Version(3), 2));
    assertThat(packets()).hasSize(2);
    assertThat(packets().getFirst()).contains("INSERT INTO t VALUES (2)");
    assertThat(packets().getLast()).contains("INSERT INTO u VALUES (3)");
    assertThat(changes().getFirst())
        .isEqualTo(
            "UPDATE "
                + RUN
                + " SET stop_requested = FALSE, owner = ?, statements = ? WHERE id = ?"
                + " [host, process 9, 2, 4]");
    assertThat(backups)
        .containsExactly("d on 127.0.0.1:3306 1 2 true", "d on 127.0.0.1:3306 2 3 false");
  }

  @Test
  void aRunThatHasABackupMakesNoSecondOne() throws Exception {
    options = maintenance(Optional.of(new Version(2)));
    makesBackups = true;
    answer();
    interrupted(2, "migrate-1-to-2.sql", true, 1);
    execute();
    assertThat(backups).isEmpty();
  }

  @Test
  void aBackupOfAResumedRunIsRecorded() throws Exception {
    options = maintenance(Optional.of(new Version(2)));
    makesBackups = true;
    answer();
    interrupted(2, "migrate-1-to-2.sql", false, 1);
    execute();
    assertThat(changes()).contains("UPDATE " + RUN + " SET backed_up = TRUE WHERE id = ? [4]");
  }

  @Test
  void aScriptThatIsCompleteIsNotOpenedAgain() throws Exception {
    answer();
    interrupted(3, "migrate-1-to-2.sql\nmigrate-2-to-3.sql", false, 2);
    assertThat(execute()).isEqualTo(new SchemaUpgrade.Result(new Version(1), new Version(3), 1));
    assertThat(sessions).hasSize(1);
  }

  @Test
  void aCompletedStatementThatHasChangedStopsTheResume() throws Exception {
    script("migrate-1-to-2.sql", TO_2.replace("(1)", "(10)"));
    answer();
    interrupted(2, "migrate-1-to-2.sql", false, 1);
    assertThatThrownBy(this::execute)
        .hasMessageStartingWith(
            "error: d on 127.0.0.1:3306: migrate-1-to-2.sql, statement 1 (line 1) has changed"
                + " since it was executed");
    assertThat(changes()).isEmpty();
  }

  @Test
  void anUnfinishedRunToALaterVersionMustBeCompletedFirst() {
    options = maintenance(Optional.of(new Version(2)));
    answer();
    interrupted(3, "migrate-1-to-2.sql\nmigrate-2-to-3.sql", false, 1);
    assertThatThrownBy(this::execute)
        .hasMessage(
            "error: d on 127.0.0.1:3306: an unfinished upgrade to version 3 must be completed"
                + " first\n"
                + "fix: use --to 3, or omit --to");
    assertThat(changes()).isEmpty();
  }

  @Test
  void aMissingScriptOfTheUnfinishedRunIsReported() {
    answer();
    interrupted(2, "migrate-1-to-2-old.sql", false, 1);
    assertThatThrownBy(this::execute)
        .hasMessageStartingWith(
            "error: d on 127.0.0.1:3306: the script migrate-1-to-2-old.sql of the unfinished"
                + " upgrade is not in "
                + directory)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA));
  }

  @Test
  void anExistingSchemaIsNotUpgradedOutsideOfMaintenance() {
    options = UpgradeOptions.initialize(Duration.ZERO);
    answer();
    assertThatThrownBy(this::execute)
        .hasMessage(
            "error: d on 127.0.0.1:3306: the upgrade from version 1 to 3 changes an existing schema,"
                + " and the mode is not maintenance\n"
                + "fix: start the database in mode maintenance and run: entrypoint schema upgrade"
                + " --module m");
    assertThat(server.changes().stream().filter(sql -> !sql.startsWith("SHOW"))).isEmpty();
  }

  @Test
  void otherSessionsPreventAnUpgradeUnlessItIsForced() throws Exception {
    answer();
    server.answer(
        "^SELECT ID, USER, HOST", row(8L, "czar", "host:1", "d", "Sleep", 5L, false, 5000.0, true));
    assertThatThrownBy(this::execute)
        .hasMessageStartingWith(
            "error: d on 127.0.0.1:3306: other sessions are connected to the server: connection 8"
                + " of czar from host:1 in d (Sleep, 5 s)\n");
    assertThat(backups).isEmpty();
    options = withForce(false, true);
    assertThat(execute().to()).isEqualTo(new Version(3));
    assertThat(listener.events().getFirst())
        .startsWith("warning other sessions are connected to the server: connection 8");
  }

  @Test
  void anAccountThatCannotSeeOtherSessionsIsRefusedUnlessForced() throws Exception {
    answer();
    server.answer("^SHOW GRANTS", row("GRANT ALL PRIVILEGES ON `%`.* TO `boss`@`%`"));
    assertThatThrownBy(this::execute)
        .hasMessageContaining("GRANT PROCESS ON *.* TO 'boss'@'%'")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.ACCESS_DENIED));
    options = withForce(false, true);
    assertThat(execute().to()).isEqualTo(new Version(3));
  }

  @Test
  void aFailedServerCheckCanBeOverridden() throws Exception {
    answer();
    server.version("10.5.8-MariaDB");
    assertThatThrownBy(this::execute).hasMessageContaining("the server is 10.5.8-MariaDB");
    assertThat(sessions).isEmpty();
    options = withForce(true, false);
    assertThat(execute().to()).isEqualTo(new Version(3));
  }

  @Test
  void withoutAnUnfinishedRunNothingIsAbandoned() throws Exception {
    answer();
    assertThat(upgrade().abandon(server.session())).isFalse();
    assertThat(changes()).isEmpty();
  }

  @Test
  void aRunOfWhichNothingWasExecutedCanBeAbandoned() throws Exception {
    answer();
    run = runRow(2, "migrate-1-to-2.sql", false);
    assertThat(upgrade().abandon(server.session())).isTrue();
    assertThat(changes())
        .containsExactly(
            "UPDATE "
                + RUN
                + " SET state = ?, finished = UTC_TIMESTAMP(3) WHERE id = ? [abandoned, 4]");
  }

  @Test
  void aRunOfWhichSomethingWasExecutedCannotBeAbandoned() throws Exception {
    answer();
    interrupted(2, "migrate-1-to-2.sql", false, 1);
    SchemaUpgrade upgrade = upgrade();
    assertThatThrownBy(() -> upgrade.abandon(server.session()))
        .hasMessage(
            "error: d on 127.0.0.1:3306: the upgrade to version 2 cannot be abandoned: some of its"
                + " statements have already been executed\n"
                + "fix: resume it: entrypoint schema upgrade --module m")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION));
    assertThat(changes()).isEmpty();
  }
}
