// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.image.SchemaServer.TARGET;
import static org.lsst.qserv.entrypoint.image.SchemaServer.message;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests upgrades that a user starts in a terminal, watches, stops or waits for. */
@Order(1)
final class SchemaByHandIT {
  /** Waits while another session has the gate locked. */
  private static final String ALTER = "ALTER TABLE gate ADD COLUMN note TEXT";

  /** Copies a table and computes a value for each row, which takes several seconds. */
  private static final String SLOW_ALTER =
      "ALTER TABLE slow ADD COLUMN sum CHAR(128) AS (SHA2(REPEAT(id, 400000), 512)) PERSISTENT,"
          + " ALGORITHM=COPY";

  private static final String RESUMES =
      "run the same command again: it resumes with this statement";

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
    script(ALTER);
  }

  private static void script(String alter) {
    server.file(
        "migrate-1-to-2.sql",
        """
        INSERT INTO item (text) VALUES ('first');
        %s;
        INSERT INTO item (text) VALUES ('last');
        """
            .formatted(alter));
  }

  @Test
  void anUpgradeContinuesWithoutItsTerminalAndCanBeWatched() {
    server.sql(
        "CREATE TABLE qservw_worker.slow (id INT PRIMARY KEY) ENGINE=InnoDB;"
            + " INSERT INTO qservw_worker.slow SELECT seq FROM qservw_worker.seq_1_to_1000");
    script(SLOW_ALTER);
    server
        .container()
        .script(
            """
            mkfifo /tmp/run/u.out
            ln -s u.out /tmp/run/u.err
            setsid cat /tmp/run/u.out >/tmp/run/seen 2>/dev/null </dev/null &
            echo $! >/tmp/run/terminal.pid
            """);
    server.start("u", "upgrade");
    server.awaitStatement("ALTER TABLE slow%");
    server.signal("terminal", "KILL");
    server.container().script("cd /tmp/run; rm u.out u.err; touch u.out u.err");
    server.signal("u", "HUP");
    Outcome watched = server.schema("watch");

    assertThat(watched.exit()).as(watched.err()).isZero();
    assertThat(watched.out())
        .containsPattern(
            "(?m)^qservw_worker 1 to 2: statement 2 of 3 \\(migrate-1-to-2\\.sql, statement 2 \\(line"
                + " 2\\), ALTER TABLE slow\\) for \\d+ s, copy to tmp table, \\d+\\.\\d % of stage 1 of"
                + " \\d, \\d+ s in total$")
        .endsWith(TARGET + ": no upgrade is running\n");
    assertThat(server.version()).isEqualTo("2");
    assertThat(server.items()).isEqualTo("first,last");
    assertThat(server.awaitExit("u").exit()).isZero();
    assertThat(server.container().script("cat /tmp/state/schema-worker.log"))
        .endsWith("INFO " + TARGET + " upgraded from 1 to 2 (3 statements)\n");
    assertThat(server.container().logs())
        .contains("INFO " + TARGET + " upgraded from 1 to 2 (3 statements)");
  }

  @Test
  void schemaStopStopsAnUpgradeAfterItsStatementAndTheNextRunResumes() {
    startBlockedUpgrade();
    assertThat(server.schema("stop").out())
        .isEqualTo(
            TARGET
                + ": requested the upgrade to stop after its current statement; entrypoint schema"
                + " upgrade --module worker resumes it\n");
    server.closeSession("monitor");
    assertStopped(server.awaitExit("u"));
    Outcome watched = server.schema("watch");
    assertThat(watched.exit()).isEqualTo(75);
    assertThat(watched.err())
        .endsWith(
            message(
                TARGET + ": an upgrade from 1 to 2 was interrupted, and no process executes it",
                "run: entrypoint schema upgrade --module worker, which resumes it"));
    assertResumes();
    assertThat(server.schema("stop").out()).isEqualTo(TARGET + ": no upgrade is running\n");
  }

  @Test
  void sigtermStopsAnUpgradeAfterItsStatementAndTheNextRunResumes() {
    startBlockedUpgrade();
    server.signal("u", "TERM");
    String confirmation = "stop requested: an upgrade stops after its current statement\n";
    server.container().await("the confirmation", () -> server.err("u").endsWith(confirmation));
    server.closeSession("monitor");
    assertStopped(server.awaitExit("u"));
    assertResumes();
  }

  /** Starts an upgrade whose second statement waits until the session of monitor is closed. */
  private static void startBlockedUpgrade() {
    server.openSession("monitor", "LOCK TABLES qservw_worker.gate WRITE");
    server.start("u", "upgrade");
    server.awaitStatement("ALTER TABLE gate%");
  }

  private static void assertStopped(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(75);
    assertThat(outcome.err())
        .endsWith(
            message(
                TARGET + ": stopped as requested, before migrate-1-to-2.sql, statement 3 (line 3)",
                RESUMES));
    assertThat(server.items()).isEqualTo("first");
    assertThat(server.version()).isEqualTo("1");
  }

  private static void assertResumes() {
    Outcome outcome = server.upgrade();
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(TARGET + " upgraded from 1 to 2 (1 statement)\n");
    assertThat(server.items()).isEqualTo("first,last");
  }

  @Test
  void aWaitEndsWhenTheVersionIsReachedAndNotBefore() {
    server.start("w", "wait");
    server.container().await("the wait", () -> server.err("w").contains("wait=schema"));
    assertThat(server.upgrade().exit()).isZero();
    Outcome waited = server.awaitExit("w");
    assertThat(waited.exit()).as(waited.err()).isZero();
    assertThat(waited.out()).isEqualTo("worker has version 2\n");
  }

  @Test
  void aWaitThatTimesOutReportsTheReason() {
    String late = " did not reach version 2 within 1 s: ";
    String start = "start the database, or correct its URL in the settings";
    Outcome outdated = server.schema("wait", "-eschema.wait-timeout=1s");
    assertThat(outdated.exit()).isEqualTo(75);
    assertThat(outdated.err())
        .endsWith(
            message(
                "module worker on 127.0.0.1:3399" + late + "the schema has version 1",
                "start the database in mode maintenance and run: entrypoint schema upgrade"
                    + " --module worker"));

    Outcome refused = at("mysql://boss@127.0.0.1:3390/", "1s");
    Outcome unknown = at("mysql://boss@nowhere.invalid:3399/", "1s");
    assertThat(refused.exit()).isEqualTo(69);
    assertThat(refused.err())
        .contains("error: module worker on 127.0.0.1:3390" + late)
        .containsIgnoringCase("connection refused")
        .endsWith("\nfix: " + start + "\n");
    assertThat(unknown.exit()).isEqualTo(69);
    assertThat(unknown.err())
        .endsWith(
            message(
                "module worker on nowhere.invalid:3399" + late + "unknown host nowhere.invalid",
                start));

    Outcome denied = at("mysql://nobody@127.0.0.1:3399/", "1h");
    assertThat(denied.exit()).isEqualTo(77);
    assertThat(denied.err())
        .contains(
            "error: waiting for the schema of worker: access denied for user 'nobody' on"
                + " 127.0.0.1:3399: error 1045: ");
  }

  private static Outcome at(String url, String timeout) {
    return server.schema("wait", "-edatabase.admin-url=" + url, "-eschema.wait-timeout=" + timeout);
  }

  @Test
  void aWaitForAnOlderVersionReturnsImmediately() {
    server.sql("UPDATE qservw_worker.QMetadata SET value = '7'");
    Outcome newer = server.schema("wait", "-eschema.wait-timeout=1h");
    assertThat(newer.exit()).isEqualTo(78);
    assertThat(newer.err())
        .endsWith(
            message(
                "module worker: the schema has version 7, but this image expects version 2",
                "use the image that upgraded the schema, or a newer one; downgrades are not supported"));
  }

  /** Takes more than a minute, which is the timeout of the server for an idle session. */
  @Test
  void theLockOfAnIdleUpgradeIsReleasedAfterItsNetworkIsCut() {
    server
        .container()
        .script(
            """
            setsid python3 /tmp/proxy.py 3398 3399 0 before freeze - /tmp/run/count \
              >/tmp/run/listening 2>&1 </dev/null &
            echo $! >/tmp/run/proxy.pid
            until [ -s /tmp/run/listening ]; do sleep 0.02; done
            """);
    server.start(
        "u",
        "upgrade",
        "-edatabase.admin-url=mysql://boss@127.0.0.1:3398/",
        "'-eschema.backup-command=[\"sh\",\"-c\",\"touch /tmp/run/backup; sleep 600\"]'");
    server
        .container()
        .await(
            "the backup",
            () -> server.container().run("test", "-e", "/tmp/run/backup").exit() == 0);
    // a transaction that will be old enough when the lock is free
    server.openSession("monitor", "START TRANSACTION; SELECT * FROM qservw_worker.QMetadata");
    server.signal("proxy", "USR1");
    long cut = System.nanoTime();
    server.awaitAnswer("SELECT IS_FREE_LOCK('qserv-schema:qservw_worker')", "1");
    assertThat(Duration.ofNanos(System.nanoTime() - cut)).isLessThan(Duration.ofSeconds(75));

    server.awaitAnswer(
        "SELECT COUNT(*) FROM information_schema.INNODB_TRX WHERE trx_started < NOW() - INTERVAL 61"
            + " SECOND",
        "1");
    Outcome refused = server.upgrade();
    Outcome forced = server.upgrade("--force");
    server.closeSession("monitor");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err())
        .containsPattern(
            "error: "
                + TARGET
                + ": open transactions would block DDL statements: connection \\d+"
                + " since [-0-9: .]+\nfix: end them, or use --force\n");
    assertThat(forced.exit()).as(forced.err()).isZero();
    server.signal("u", "KILL");
    server.signal("proxy", "KILL");
  }
}
