// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.image.SchemaServer.TARGET;
import static org.lsst.qserv.entrypoint.image.SchemaServer.message;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * When an upgrade runs, and what it checks before its first statement.
 *
 * <p>These tests cover defects of the Python tool that must not return: concurrent upgrades without
 * a lock ({@link #onlyOneOfTenConcurrentUpgradesExecutesTheScripts}), interrupted upgrades that
 * could not resume ({@link SchemaResumeIT}), newer schemas that were accepted ({@link
 * #aNewerSchemaIsRefusedByUpgradesAndReportedByStatus}, {@link
 * SchemaByHandIT#aWaitForAnOlderVersionReturnsImmediately}), waits without a timeout and wrong
 * passwords that counted as a running server ({@link
 * SchemaByHandIT#aWaitThatTimesOutReportsTheReason}), sequential upgrades that one unreachable
 * server failed ({@link FleetIT}), and a marker that made the next run fail ({@link
 * #aBackupThatFailsStopsBeforeAnythingIsChangedAndTheNextRunWorks}).
 */
@Order(1)
final class SchemaUpgradeIT {
  private static final String ADD = "INSERT INTO item (text) VALUES ('%s');\n";

  /** Waits while another session has the gate locked. */
  private static final String WAIT = "SELECT shut FROM gate";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static SchemaServer server;

  @BeforeAll
  static void startServer() {
    server = new SchemaServer();
  }

  @AfterAll
  static void removeContainer() {
    server.close();
  }

  @BeforeEach
  void resetSchemaToVersionOne() {
    server.reset();
    server.file("migrate-1-to-2.sql", ADD.formatted("second"));
  }

  private static void assertRefused(Outcome outcome, int code, String what, String fix) {
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.err()).endsWith(message(what, fix));
  }

  private static void assertUpgraded(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(TARGET + " upgraded from 1 to 2 (1 statement)\n");
  }

  @Test
  void onlyOneOfTenConcurrentUpgradesExecutesTheScripts() {
    server.file("migrate-1-to-2.sql", WAIT + ";\n" + ADD.formatted("second"));
    server.openSession("monitor", "LOCK TABLES qservw_worker.gate WRITE");
    for (int i = 0; i < 10; i++) {
      server.start("u" + i, "upgrade");
    }
    server.awaitStatement(WAIT);
    server.container().await("nine that wait", () -> waiting() == 9);
    Outcome timedOut = server.upgrade("-eschema.lock-timeout=1s");
    assertThat(timedOut.exit()).isEqualTo(75);
    assertThat(timedOut.err())
        .containsPattern(
            "error: another upgrade of this schema is in progress: connection \\d+ of boss from"
                + " localhost:\\d+, executing a statement \\(Waiting for table metadata lock\\) for"
                + " \\d+ s\n"
                + "fix: wait for it \\('entrypoint schema watch' shows it\\), or raise"
                + " schema.lock-timeout\n");

    server.closeSession("monitor");
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Outcome outcome = server.awaitExit("u" + i);
      assertThat(outcome.exit()).as(outcome.err()).isZero();
      outputs.add(outcome.out());
    }
    assertThat(outputs)
        .containsOnlyOnce(TARGET + " upgraded from 1 to 2 (2 statements)\n")
        .filteredOn(text -> text.equals(TARGET + " has version 2: nothing to do\n"))
        .hasSize(9);
    assertThat(server.items()).isEqualTo("second");
    assertThat(server.sql("SELECT COUNT(*), MAX(state) FROM qservSchemaJournal.migration_run"))
        .isEqualTo("1\tdone\n");
  }

  /** Returns the number of upgrades that have logged the holder of the lock, once or repeatedly. */
  private static int waiting() {
    return Integer.parseInt(
        server
            .container()
            .script("grep -l 'held-by=\"connection [0-9]* of boss' /tmp/run/u*.err | wc -l || true")
            .strip());
  }

  @Test
  void anotherSessionIsReportedAndOnlyIgnoredWithForce() {
    server.openSession("service", "USE qservw_worker");
    Outcome refused = server.upgrade();
    assertThat(refused.exit()).isEqualTo(75);
    assertThat(refused.err())
        .containsPattern(
            "error: "
                + TARGET
                + ": other sessions are connected to the server: connection "
                + server.connectionId("service")
                + " of service from localhost:\\d+ in qservw_worker \\(Sleep, \\d+ s\\)\n"
                + "fix: stop the services \\(mode maintenance\\) and end these sessions, or use"
                + " --force-sessions\n");
    assertThat(server.items()).isEmpty();

    Outcome forced = server.upgrade("--force-sessions");
    server.closeSession("service");
    assertUpgraded(forced);
    assertThat(forced.err())
        .contains("WARN other sessions are connected to the server: connection ");
  }

  @Test
  void onlyTheAdministratorBlocksAnUpgradeNotMonitorAndProbe() {
    server.openSession("monitor", "DO 1");
    server.openSession("probe", "DO 1");
    server
        .container()
        .script(
            """
            export MYSQL_PWD=$(cat /tmp/password)
            setsid mariadb --no-defaults -h127.0.0.1 -P3399 -uboss -e "SELECT SLEEP(600), 'other'" \
              >/dev/null 2>&1 </dev/null &
            """);
    String sessions =
        "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'boss' AND INFO LIKE"
            + " '%other%'";
    server.awaitAnswer(sessions, "1");
    Outcome refused = server.upgrade();
    server.sql("KILL " + server.sql(sessions.replace("COUNT(*)", "ID")).strip());
    server.awaitAnswer(sessions, "0");
    Outcome upgraded = server.upgrade();
    server.closeSession("monitor");
    server.closeSession("probe");

    assertThat(refused.exit()).isEqualTo(75);
    assertThat(refused.err())
        .contains(" of boss from localhost:")
        .doesNotContain("of monitor", "of probe");
    assertUpgraded(upgraded);
  }

  @Test
  void modeFullRefusesUnlessEveryScriptIsOnlineSafeAndThatIsAllowed() {
    String what = TARGET + ": the upgrade from version 1 to 2 ";
    String command =
        "start the database in mode maintenance and run: entrypoint schema upgrade --module"
            + " worker";
    assertRefused(
        server.upgrade("-emode=full"),
        78,
        what + "changes an existing schema, and the mode is not maintenance",
        command);
    assertRefused(
        server.upgrade("-emode=full", "--allow-online"),
        78,
        what + "is not marked as online-safe: migrate-1-to-2.sql",
        "start the database in mode maintenance for it");

    server.file("migrate-1-to-2.sql", "-- entrypoint: online-safe\n" + ADD.formatted("second"));
    server.openSession("service", "DO 1");
    Outcome refused = server.upgrade("-emode=full");
    Outcome allowed = server.upgrade("-emode=full", "--allow-online");
    server.closeSession("service");
    assertRefused(
        refused,
        78,
        what + "changes an existing schema, and the mode is not maintenance",
        command + " (or use --allow-online: its scripts are marked as online-safe)");
    assertUpgraded(allowed);
  }

  @Test
  void aGapInTheScriptsIsRefusedUnlessToEndsBeforeIt() {
    server.file("migrate-3-to-4.sql", ADD.formatted("fourth"));
    assertRefused(
        server.upgrade(),
        78,
        "the scripts in /tmp/scripts/worker provide no path from version 1 to 4"
            + " (found: migrate-1-to-2.sql, migrate-3-to-4.sql)",
        "add the missing scripts");
    assertThat(server.items()).isEmpty();
    assertThat(server.sql("SHOW DATABASES LIKE 'qservSchemaJournal'")).isEmpty();

    assertUpgraded(server.upgrade("--to", "2"));
    assertThat(server.version()).isEqualTo("2");
  }

  /** Returns a command line of the Python entry point, as in its Compose file. */
  private static List<String> legacyLine(String... options) {
    List<String> line =
        new ArrayList<>(
            List.of("env", "QSERV_SMIG_DIRECTORY=/tmp/scripts", "entrypoint", "smig-update"));
    line.addAll(List.of(options));
    line.addAll(
        List.of(
            "--worker-connection",
            "mysql://boss:" + SchemaServer.PASSWORD + "@127.0.0.1:3399/qservw_worker"));
    return line;
  }

  private static Outcome run(List<String> line) {
    Outcome outcome = server.container().run(line.toArray(String[]::new));
    assertThat(outcome.out() + outcome.err()).doesNotContain(SchemaServer.PASSWORD);
    return outcome;
  }

  private static final String CURRENT_COMMAND =
      "entrypoint schema upgrade --module worker --mode maintenance"
          + " --wait -e schema.idle-sessions=accept -e database.admin-url=mysql://boss:[REDACTED]@127.0.0.1:3399/qservw_worker\n";

  @Test
  void aLegacyCommandLineUpgradesWithAWarning() {
    Outcome outcome = run(legacyLine());
    assertUpgraded(outcome);
    assertThat(outcome.err())
        .startsWith(
            "warning: implies mode maintenance: schemas are upgraded in every mode\n"
                + "running: "
                + CURRENT_COMMAND);
    assertThat(server.items()).isEqualTo("second");
  }

  /** Accounts require passwords, which only {@code init} has. */
  @Test
  void neitherAnUpgradeNorALegacyCommandLineCreatesAccounts() {
    server.sql("DROP USER IF EXISTS qsmaster@'%', qsmaster@localhost, qsmaster@'127.0.0.1'");
    String accounts = server.sql("SELECT User, Host FROM mysql.user ORDER BY 1, 2");
    assertUpgraded(server.upgrade());
    server.sql("UPDATE qservw_worker.QMetadata SET value = '1'");
    assertUpgraded(run(legacyLine()));

    server.sql("DROP DATABASE qservw_worker; CREATE DATABASE qservw_worker");
    server.container().script("rm " + SchemaServer.SCRIPTS + "*");
    server.file("migrate-None-to-1.sql", "CREATE TABLE QMetadata (metakey TEXT, value TEXT);\n");
    Outcome initialized = run(legacyLine());
    assertThat(initialized.exit()).as(initialized.err()).isZero();

    assertThat(server.sql("SELECT User, Host FROM mysql.user ORDER BY 1, 2")).isEqualTo(accounts);
  }

  @Test
  void aLegacyCommandLineKeepsTheSessionCheck() {
    server.openSession("service", "USE qservw_worker");
    Outcome refused = run(legacyLine());
    server.closeSession("service");
    assertThat(refused.exit()).as(refused.err()).isEqualTo(75);
    assertThat(refused.err())
        .contains("error: " + TARGET + ": other sessions are connected to the server: connection ");
    assertThat(server.items()).isEmpty();
  }

  @Test
  void aFailureThatCannotBeRetriedDeterminesTheExitCodeOfALegacyLine() {
    server
        .container()
        .script("mkdir /tmp/scripts/czar; touch /tmp/scripts/czar/migrate-None-to-1.sql");
    server
        .container()
        .script("mv /tmp/scripts/worker/migrate-1-to-2.sql /tmp/scripts/worker/migrate-2-to-3.sql");
    Outcome failed =
        run(
            legacyLine(
                "--czar-connection=mysql://boss@127.0.0.1:1/qservMeta",
                "-eschema.wait-timeout=1s"));
    assertThat(failed.err())
        .contains(
            "error: mysql://boss@127.0.0.1:1/ was not ready within 1 s: connection refused ",
            "provide no path from version 1 to 3");
    assertThat(failed.exit()).as(failed.err()).isEqualTo(78);
  }

  @Test
  void sigtermStopsAllUpgradesOfALegacyLineAfterTheRunningStatement() {
    server.sql("DROP DATABASE IF EXISTS qservMeta");
    server
        .container()
        .script(
            """
            mkdir -p /tmp/scripts/czar
            cat >/tmp/scripts/czar/migrate-None-to-1.sql <<'END'
            CREATE DATABASE qservMeta;
            USE qservMeta;
            CREATE TABLE QMetadata (metakey CHAR(64) NOT NULL PRIMARY KEY, value TEXT) ENGINE=InnoDB;
            SELECT shut FROM qservw_worker.gate;
            CREATE TABLE last (a INT);
            END
            """);
    List<String> line =
        legacyLine(
            "--czar-connection=mysql://boss:"
                + SchemaServer.PASSWORD
                + "@127.0.0.1:3399/qservMeta");
    server.openSession("monitor", "LOCK TABLES qservw_worker.gate WRITE");
    server.start("old", line);
    server.awaitAnswer(
        "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO = '"
            + "SELECT shut FROM qservw_worker.gate'",
        "1");
    server.signal("old", "TERM");
    server.closeSession("monitor");

    Outcome stopped = server.awaitExit("old");
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(75);
    assertThat(stopped.err())
        .contains(
            "error: qservMeta on 127.0.0.1:3399: stopped as requested, before migrate-None-to-1.sql, statement 5 (line 5)\n")
        .endsWith(
            message(
                "stopped as requested, before: " + CURRENT_COMMAND.strip(),
                "run the same command again to resume"));
    assertThat(server.version()).isEqualTo("1");

    assertThat(run(line).exit()).isZero();
    assertThat(server.version()).isEqualTo("2");
    assertThat(server.sql("SHOW TABLES IN qservMeta")).isEqualTo("QMetadata\nlast\n");
    server.sql("DROP DATABASE qservMeta");
  }

  @Test
  void aNewerSchemaIsRefusedByUpgradesAndReportedByStatus() {
    server.sql("UPDATE qservw_worker.QMetadata SET value = '7'");
    assertRefused(
        server.upgrade(),
        78,
        "the schema has version 7, newer than version 2, the newest in /tmp/scripts/worker",
        "use the image that upgraded it, or a newer one; downgrades are not supported");
    assertThat(server.schema("status", "--output=json").out())
        .isEqualTo(
            """
            {
              "module" : "worker",
              "state" : "newer",
              "database" : "qservw_worker",
              "server" : "127.0.0.1:3399",
              "version" : 7,
              "newest" : 2,
              "unfinished" : null,
              "upgraded-by" : null,
              "journal-readable" : true
            }
            """);
  }

  @Test
  void aPlanListsEachStatementChangesNothingAndRedactsValues() {
    String secret = "s3cr3t-value";
    server.container().script("rm /tmp/scripts/worker/*");
    server.file(
        "migrate-1-to-2.sql.jinja",
        "ALTER TABLE item ADD COLUMN more INT;\n"
            + WAIT
            + ";\n"
            + "INSERT INTO item (text) VALUES ('{{ word }}');\n");
    server
        .container()
        .write("/tmp/run/extra.json", "{\"schema\":{\"variables\":{\"word\":\"" + secret + "\"}}}");
    String before = server.dump();
    Outcome plan = server.schema("plan", "--json=@/tmp/run/extra.json");
    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.out())
        .isEqualTo(
            """
            -- migrate-1-to-2.sql.jinja, statement 1 (line 1): definition: ALTER TABLE item
            ALTER TABLE item ADD COLUMN more INT;

            -- migrate-1-to-2.sql.jinja, statement 2 (line 2): read: SELECT
            SELECT shut FROM gate;

            -- migrate-1-to-2.sql.jinja, statement 3 (line 3): data: INSERT item
            INSERT INTO item (text) VALUES ('redacted_word');

            -- version 1, upgrade to 2, statements to execute: 3
            """);
    assertThat(server.dump()).isEqualTo(before);

    server.openSession("monitor", "LOCK TABLES qservw_worker.gate WRITE");
    server.start("u", "upgrade", "--json=@/tmp/run/extra.json");
    server.awaitStatement(WAIT);
    assertThat(server.container().scriptAs("0:0", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"))
        .contains("schema upgrade")
        .doesNotContain(secret, SchemaServer.PASSWORD);
    server.closeSession("monitor");
    Outcome upgraded = server.awaitExit("u");
    assertThat(upgraded.exit()).as(upgraded.err()).isZero();
    assertThat(server.items()).isEqualTo(secret);
    assertThat(plan.err() + upgraded.out() + upgraded.err())
        .doesNotContain(secret, SchemaServer.PASSWORD);
    assertThat(
            server
                .container()
                .script(
                    "cat /tmp/state/*.log; mariadb-dump --no-defaults -S"
                        + " /qserv/data/mysql/mysql.sock qservSchemaJournal"))
        .contains("migrate-1-to-2.sql.jinja")
        .doesNotContain(secret, SchemaServer.PASSWORD);
  }

  @Test
  void aBackupThatFailsStopsBeforeAnythingIsChangedAndTheNextRunWorks() {
    String before = server.dump();
    Outcome failed =
        server.upgrade(
            "-eschema.backup-command=[\"sh\",\"-c\",\"echo no room on {server}; exit 3\"]");
    assertRefused(
        failed,
        69,
        "sh failed with exit code 3:\nno room on 127.0.0.1:3399",
        "fix the reported error and run the command again");
    assertThat(server.dump()).isEqualTo(before);
    assertUpgraded(
        server.upgrade(
            "-eschema.backup-command=[\"sh\",\"-c\",\"echo {server} >/tmp/run/backed\"]"));
    assertThat(server.container().script("cat /tmp/run/backed")).isEqualTo("127.0.0.1:3399\n");
  }

  @Test
  void sigtermDuringTheBackupStopsTheUpgradeBeforeAnyChange() {
    String before = server.dump();
    server.start(
        "u",
        "upgrade",
        "'-eschema.backup-command=[\"sh\",\"-c\",\"sleep 601 & touch /tmp/run/backup; wait\"]'");
    server
        .container()
        .await(
            "the backup",
            () -> server.container().run("test", "-e", "/tmp/run/backup").exit() == 0);
    server.signal("u", "TERM");
    assertRefused(
        server.awaitExit("u"),
        75,
        TARGET + ": schema.backup-command was stopped on request, nothing has been changed",
        "run the command again");
    assertThat(server.container().script("grep -lsz '^601$' /proc/[0-9]*/cmdline || true"))
        .isEmpty();
    assertThat(server.dump()).isEqualTo(before);
    assertUpgraded(server.upgrade());
  }

  @Test
  void aRunningAlterRefusesUnlessForcedAndALazyFlushWarns() {
    server.sql(
        "CREATE TABLE qservw_worker.other (a INT); SET GLOBAL innodb_flush_log_at_trx_commit = 2");
    server.openSession("probe", "LOCK TABLES qservw_worker.other READ");
    server
        .container()
        .script(
            """
            setsid mariadb --no-defaults -h127.0.0.1 -P3399 -umonitor \
              -e 'ALTER TABLE qservw_worker.other ADD b INT' >/dev/null 2>&1 </dev/null &
            """);
    server.awaitAnswer(
        "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE STATE LIKE"
            + " 'Waiting for table metadata lock' AND USER = 'monitor'",
        "1");
    Outcome refused = server.upgrade();
    Outcome forced = server.upgrade("--force");
    server.closeSession("probe");
    server.sql("SET GLOBAL innodb_flush_log_at_trx_commit = 1");

    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err())
        .containsPattern(
            "error: "
                + TARGET
                + ": the server is changing a table: connection \\d+ of monitor for \\d+ s\n"
                + "fix: wait for it, or use --force\n")
        .contains(
            "WARN innodb_flush_log_at_trx_commit is 2: if the machine fails, the statements of its"
                + " last second may be lost together with their records");
    assertUpgraded(forced);
    assertThat(forced.err()).contains("WARN the server is changing a table: connection ");
  }
}
