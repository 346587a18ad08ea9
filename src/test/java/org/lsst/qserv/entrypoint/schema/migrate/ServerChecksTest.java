// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Severity;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests in which states a server refuses an upgrade or causes a warning. */
final class ServerChecksTest {
  private static final String FLUSH = "innodb_flush_log_at_trx_commit$";
  private static final String CHANGES = "information_schema.PROCESSLIST";
  private static final String TRANSACTIONS = "information_schema.INNODB_TRX";
  private static final String SIZE = "^SELECT DATA_LENGTH \\+ INDEX_LENGTH";
  private static final Version ONE = new Version(1);
  private static final List<ObjectName> TABLES =
      List.of(
          new ObjectName("meta", "small"),
          new ObjectName("meta", "large"),
          new ObjectName("meta", "missing"));

  @TempDir private Path directory;
  private final ScriptedServer server = new ScriptedServer();

  private List<PreflightFinding> check(
      SchemaTarget target, List<ObjectName> altered, Version from, boolean seesSessions)
      throws SQLException {
    return new ServerChecks(server.session(), target).check(altered, from, seesSessions);
  }

  private List<PreflightFinding> check(Version from, boolean seesSessions) throws SQLException {
    return check(TestTargets.in(directory), List.of(), from, seesSessions);
  }

  private static PreflightFinding finding(Severity severity, String what, String fix) {
    return new PreflightFinding(severity, new Problem(ExitCode.CONFIGURATION, what, fix));
  }

  @ParameterizedTest
  @CsvSource({
    "10.6.0-MariaDB, true",
    "10.11.18-MariaDB, true",
    "11.0.1-MariaDB, true",
    "10.5.29-MariaDB, false",
    "9.9.0-MariaDB, false"
  })
  void aServerWithoutAtomicDefinitionChangesIsRefused(String version, boolean accepted)
      throws SQLException {
    server.version(version);
    List<PreflightFinding> findings = check(ONE, true);
    if (accepted) {
      assertThat(findings).isEmpty();
      return;
    }
    assertThat(findings)
        .containsExactly(
            finding(
                Severity.ERROR_UNLESS_FORCED,
                "the server is "
                    + version
                    + ", in which an interrupted DDL statement can be partially applied",
                "use MariaDB 10.6 or newer, or use --force"));
  }

  @Test
  void aServerThatFlushesOnceASecondIsReportedAsAWarning() throws SQLException {
    server.answer(FLUSH, row("2"));
    assertThat(check(Version.UNINITIALIZED, false))
        .containsExactly(
            finding(
                Severity.WARNING,
                "innodb_flush_log_at_trx_commit is 2: if the machine fails, the statements of its"
                    + " last second may be lost together with their records",
                "set it to 1 during the upgrade"));
  }

  @Test
  void aServerThatFlushesWithEachCommitIsAccepted() throws SQLException {
    server.answer(FLUSH, row("1"));
    assertThat(check(ONE, true)).isEmpty();
  }

  @Test
  void aTableThatIsBeingChangedRefusesTheUpgrade() throws SQLException {
    server.answer(CHANGES, row("connection 7 of joe for 3 s"), row("connection 8 of ann for 0 s"));
    assertThat(check(ONE, true))
        .containsExactly(
            finding(
                Severity.ERROR_UNLESS_FORCED,
                "the server is changing a table: connection 7 of joe for 3 s; connection 8 of ann"
                    + " for 0 s",
                "wait for it, or use --force"));
  }

  @Test
  void aTransactionThatIsOpenForAMinuteRefusesTheUpgrade() throws SQLException {
    server.answer(TRANSACTIONS, row("connection 7 since 2026-01-01 00:00:00"));
    assertThat(check(ONE, true))
        .containsExactly(
            finding(
                Severity.ERROR_UNLESS_FORCED,
                "open transactions would block DDL statements: connection 7 since"
                    + " 2026-01-01 00:00:00",
                "end them, or use --force"));
    assertThat(server.executed())
        .filteredOn(sql -> sql.contains("INNODB_TRX"))
        .singleElement()
        .asString()
        .endsWith(" [60]");
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "1, false"})
  void otherSessionsAreCheckedOnlyForAnExistingSchemaAndIfTheyAreVisible(
      int from, boolean seesSessions) throws SQLException {
    server.answer(CHANGES, row("a change")).answer(TRANSACTIONS, row("a transaction"));
    assertThat(check(new Version(from), seesSessions)).isEmpty();
  }

  @Test
  void findingsAreInTheOrderOfTheChecks() throws SQLException {
    server
        .version("10.5.1-MariaDB")
        .answer(FLUSH, row("0"))
        .answer(CHANGES, row("a change"))
        .answer(TRANSACTIONS, row("a transaction"));
    assertThat(check(ONE, true))
        .extracting(found -> found.problem().fix())
        .containsExactly(
            "use MariaDB 10.6 or newer, or use --force",
            "set it to 1 during the upgrade",
            "wait for it, or use --force",
            "end them, or use --force");
  }

  private SchemaTarget local() {
    return TestTargets.in(directory).at(DatabaseUrl.parse("mysql://boss@h/?socket=/run/m.sock"));
  }

  /** Scripts a server whose data directory is the directory of the test. */
  private void sizes(long small, long large) {
    server
        .answer("^SELECT @@datadir", row(directory.toString()))
        .answer(
            SIZE,
            names ->
                switch (String.valueOf(names.getLast())) {
                  case "small" -> List.of(row(small));
                  case "large" -> List.of(row(large));
                  default -> List.of();
                });
  }

  @Test
  void theLargestTableMustFitNextToItself() throws SQLException, IOException {
    sizes(1, Long.MAX_VALUE);
    List<PreflightFinding> findings = check(local(), TABLES, ONE, false);
    assertThat(findings)
        .singleElement()
        .satisfies(found -> {
          assertThat(found.severity()).isEqualTo(Severity.ERROR_UNLESS_FORCED);
          assertThat(found.problem().fix())
              .isEqualTo("free space on the data volume, or use --force");
        });
    Matcher what =
        Pattern.compile(
                "changing meta\\.large may copy its 8796093022207 MiB, and (\\d+) MiB are free")
            .matcher(findings.getFirst().problem().what());
    assertThat(what.matches()).as(findings.getFirst().problem().what()).isTrue();
    long volume = Files.getFileStore(directory).getTotalSpace() / (1L << 20);
    assertThat(Long.parseLong(what.group(1))).isBetween(0L, volume);
  }

  @Test
  void tablesThatFitAreAccepted() throws SQLException {
    sizes(1, 0);
    assertThat(check(local(), TABLES, ONE, false)).isEmpty();
  }

  @Test
  void aSchemaThatDoesNotExistHasNoTablesToCopy() throws SQLException {
    sizes(1, Long.MAX_VALUE);
    assertThat(check(local(), TABLES, Version.UNINITIALIZED, false)).isEmpty();
  }

  @Test
  void theFreeSpaceOfAnotherMachineIsNotKnown() throws SQLException {
    sizes(1, Long.MAX_VALUE);
    assertThat(check(TestTargets.in(directory), TABLES, ONE, false)).isEmpty();
  }

  @Test
  void theFreeSpaceOfADirectoryThatIsNotMountedHereIsNotKnown() throws SQLException {
    sizes(1, Long.MAX_VALUE);
    server.answer("^SELECT @@datadir", row(directory.resolve("absent").toString()));
    assertThat(check(local(), TABLES, ONE, false)).isEmpty();
  }

  @Test
  void theFreeSpaceIsCheckedOnlyIfATableIsAltered() throws SQLException {
    sizes(1, Long.MAX_VALUE);
    assertThat(check(local(), List.of(), ONE, false)).isEmpty();
    assertThat(server.executed()).noneMatch(sql -> sql.contains("@@datadir"));
  }
}
