// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.image.FleetServers.name;
import static org.lsst.qserv.entrypoint.image.FleetServers.pattern;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.image.FleetServers.UpgradeOutcome;

/**
 * Tests upgrades of a fleet of real servers, some of which fail or are stopped, with the real
 * command.
 */
final class FleetIT {
  private static final String VERSION =
      "SELECT value FROM qservw_worker.QMetadata WHERE metakey = 'version'";
  private static final String ITEMS =
      "SELECT GROUP_CONCAT(text ORDER BY id) FROM qservw_worker.item";

  private static final String AT_THE_GATE =
      "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT shut%'";

  /** Includes three servers that fail. */
  private static final int SIZE = Sample.times(4, 20);

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static FleetServers servers;

  @BeforeAll
  static void prepareTheTemplate() {
    servers = new FleetServers();
  }

  @AfterEach
  void removeServers() {
    servers.clear();
  }

  @AfterAll
  static void removeContainer() {
    servers.close();
  }

  private static List<String> query(int from, int end, String sql) {
    return IntStream.range(from, end).mapToObj(number -> servers.query(number, sql)).toList();
  }

  @Test
  void upgradesTheOthersAfterFailuresAndARetryUpgradesTheRest() {
    int failing = SIZE - 3; // the last two are down
    servers.create(SIZE);
    servers.start(0, SIZE - 2);
    servers.query(failing, "ALTER TABLE qservw_worker.item ADD COLUMN more TEXT");
    servers
        .container()
        .script("mkdir /tmp/a; echo '# all\n%s\n' >/tmp/a/fleet".formatted(pattern(0, SIZE)));

    UpgradeOutcome first =
        servers.upgrade("--fleet", "/tmp/a/fleet", "--to", "2", "--report", "/tmp/a/report");

    first.assertExit(65);
    assertThat(first.out().lines().filter(line -> line.contains("  failed  ")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(name(failing) + "  failed  65")
                    .contains("migrate-1-to-2.sql: line 2: ALTER TABLE item: error 1060: "),
            line ->
                assertThat(line)
                    .startsWith(name(SIZE - 2) + "  failed  69")
                    .contains("no connection to " + name(SIZE - 2)),
            line -> assertThat(line).startsWith(name(SIZE - 1) + "  failed  69"));
    assertThat(first.out())
        .endsWith(
            "worker to version 2: %d of %d done, 3 failed, 0 skipped\nretry the failed and skipped databases with --retry /tmp/a/report\n"
                .formatted(SIZE - 3, SIZE));
    assertThat(query(0, failing, VERSION)).containsOnly("2");
    assertThat(servers.query(failing, VERSION)).isEqualTo("1");
    assertThat(servers.report("/tmp/a/report")).hasLineCount(SIZE);

    servers.start(SIZE - 2, SIZE);
    servers.query(failing, "ALTER TABLE qservw_worker.item DROP COLUMN more");
    UpgradeOutcome retry = servers.upgrade("--retry", "/tmp/a/report", "--to", "2");

    retry.assertExit(0);
    assertThat(retry.out()).endsWith("\nworker to version 2: 3 of 3 done, 0 failed, 0 skipped\n");
    assertThat(query(0, SIZE, VERSION)).hasSize(SIZE).containsOnly("2");
    assertThat(query(0, SIZE, ITEMS)).containsOnly("first,second");
    assertThat(query(0, SIZE, "SELECT MAX(more) FROM qservw_worker.item")).containsOnly("7");

    UpgradeOutcome again = servers.upgrade("--retry", "/tmp/a/report", "--to", "2");
    again.assertExit(0);
    assertThat(again.out())
        .isEqualTo("worker to version 2: all databases in /tmp/a/report are already done\n");
    UpgradeOutcome other = servers.upgrade("--retry", "/tmp/a/report", "--to", "3");
    other.assertExit(78);
  }

  @Test
  void stopsAfterTheCurrentStatementOnSigterm() {
    servers.create(3);
    servers.start(0, 3);

    signalInTheMiddle("TERM", "/tmp/b");

    assertThat(servers.container().script("cat /tmp/b/code")).isEqualTo("75\n");
    assertThat(servers.report("/tmp/b/report").lines().map(FleetIT::state))
        .containsExactly("done", "failed", "skipped");
    assertThat(servers.container().script("cat /tmp/b/out"))
        .contains("stopped as requested, before migrate-2-to-3.sql, statement 2 (line 2)")
        .contains("not started: stop requested");
    UpgradeOutcome retry = servers.upgrade("--retry", "/tmp/b/report");
    retry.assertExit(0);
    assertThat(query(0, 3, ITEMS)).containsOnly("first,second,third");
  }

  @Test
  void theNextRunUpgradesTheRestAfterAKill() {
    servers.create(3);
    servers.start(0, 3);

    signalInTheMiddle("KILL", "/tmp/c");

    assertThat(servers.report("/tmp/c/report").lines().map(FleetIT::state)).containsExactly("done");
    UpgradeOutcome retry = servers.upgrade("--retry", "/tmp/c/report", "--fleet", pattern(0, 3));
    retry.assertExit(0);
    assertThat(retry.out()).endsWith("\nworker to version 3: 2 of 2 done, 0 failed, 0 skipped\n");
    assertThat(query(0, 3, VERSION)).containsOnly("3");
    assertThat(query(0, 3, ITEMS)).containsOnly("first,second,third");
  }

  @Test
  void aConcurrentRetryOfTheSameReportIsRefused() {
    servers.create(1);
    servers.upgrade("--fleet", pattern(0, 1), "--report", "/tmp/d").assertExit(69);
    servers.start(0, 1);
    servers.closeGate(0);

    CompletableFuture<UpgradeOutcome> first =
        CompletableFuture.supplyAsync(
            () -> servers.upgrade("--retry", "/tmp/d", "--force-sessions"));
    servers.container().await("the first retry", () -> servers.query(0, AT_THE_GATE).equals("1"));
    UpgradeOutcome second = servers.upgrade("--retry", "/tmp/d");
    servers.openGate();

    first.join().assertExit(0);
    second.assertExit(75);
    assertThat(second.err())
        .matches(
            """
            error: the report /tmp/d is in use by process [0-9]+
            fix: wait until that run has finished, then run the command again
            """);
    assertThat(servers.report("/tmp/d").lines().map(FleetIT::state))
        .containsExactly("failed", "done");
    assertThat(query(0, 1, ITEMS)).containsOnly("first,second,third");
  }

  private static String state(String line) {
    return line.replaceFirst(".*\"state\":\"(\\w+)\".*", "$1");
  }

  /** Upgrades three databases in turn, with a signal during the slow statement of the second. */
  private static void signalInTheMiddle(String signal, String directory) {
    servers
        .container()
        .script(
            """
            mkdir %1$s
            (
              code=0
              MARK=%1$s entrypoint schema upgrade --module worker --mode maintenance \
                -e schema.scripts=/tmp/scripts -e paths.state=/tmp/state \
                -e database.admin-password-file=/tmp/password \
                --fleet '%2$s' --parallel 1 --force-sessions --report %1$s/report >%1$s/out 2>%1$s/err || code=$?
              echo $code >%1$s/code
            ) &
            running() {
              MYSQL_PWD=$(cat /tmp/password) mariadb --no-defaults -h127.0.0.1 -P4001 -uboss -NBe \
                "SELECT 1 FROM information_schema.PROCESSLIST WHERE INFO LIKE 'DO SLEEP%%'"
            }
            until [ -n "$(running)" ]; do
              if [ -e %1$s/code ]; then cat %1$s/err >&2; exit 1; fi
              sleep 0.05
            done
            for process in $(grep -lz '^MARK=%1$s$' /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3); do
              [ "$(cat /proc/$process/comm)" != java ] || kill -%3$s $process
            done
            wait
            """
                .formatted(directory, pattern(0, 3), signal));
  }

  @Test
  void skipsTheRestAfterTooManyFailures() {
    servers.create(1);

    UpgradeOutcome outcome =
        servers.upgrade(
            "--fleet", pattern(0, 3), "--parallel", "1", "--max-failures", "1", "--output", "json");

    outcome.assertExit(69);
    assertThat(outcome.out())
        .contains("\"exit\" : 69,\n  \"done\" : 0,\n  \"failed\" : 2,\n  \"skipped\" : 1,\n")
        .contains("not started: failure limit exceeded (--max-failures 1)");
  }
}
