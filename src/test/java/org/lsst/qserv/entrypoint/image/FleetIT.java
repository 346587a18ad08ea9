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
import org.lsst.qserv.entrypoint.image.FleetServers.Ended;

/** A fleet of real servers is upgraded by the real command, whatever becomes of some of them. */
final class FleetIT {
  private static final String VERSION =
      "SELECT value FROM qservw_worker.QMetadata WHERE metakey = 'version'";
  private static final String THINGS =
      "SELECT GROUP_CONCAT(text ORDER BY id) FROM qservw_worker.thing";

  private static final String SLEEPING =
      "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'DO SLEEP%'";

  /** Three that go wrong, and others. */
  private static final int SIZE = Sample.times(4, 20);

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static FleetServers servers;

  @BeforeAll
  static void prepareOne() {
    servers = new FleetServers();
  }

  @AfterEach
  void noneIsLeft() {
    servers.clear();
  }

  @AfterAll
  static void removeThem() {
    servers.close();
  }

  private static List<String> answers(int from, int end, String sql) {
    return IntStream.range(from, end).mapToObj(number -> servers.ask(number, sql)).toList();
  }

  @Test
  void theRestIsUpgradedAndARetryFinishesThoseThatWereNot() {
    int failing = SIZE - 3; // the last two are down
    servers.make(SIZE);
    servers.start(0, SIZE - 2);
    servers.ask(failing, "ALTER TABLE qservw_worker.thing ADD COLUMN more TEXT");
    servers
        .container()
        .script("mkdir /tmp/a; echo '# all\n%s\n' >/tmp/a/fleet".formatted(pattern(0, SIZE)));

    Ended first =
        servers.upgrade("--fleet", "/tmp/a/fleet", "--to", "2", "--report", "/tmp/a/report");

    first.assertExit(65);
    assertThat(first.out().lines().filter(line -> line.contains(" failed ")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(name(failing) + "  failed  65")
                    .contains("migrate-1-to-2.sql: line 2: ALTER TABLE thing: error 1060: "),
            line ->
                assertThat(line)
                    .startsWith(name(SIZE - 2) + "  failed  69")
                    .contains("no connection to " + name(SIZE - 2)),
            line -> assertThat(line).startsWith(name(SIZE - 1) + "  failed  69"));
    assertThat(first.out())
        .endsWith(
            "worker to version 2: %d of %d done, 3 failed, 0 skipped\nthose without a good result, again: --retry /tmp/a/report\n"
                .formatted(SIZE - 3, SIZE));
    assertThat(answers(0, failing, VERSION)).containsOnly("2");
    assertThat(servers.ask(failing, VERSION)).isEqualTo("1");
    assertThat(servers.report("/tmp/a/report")).hasLineCount(SIZE);

    servers.start(SIZE - 2, SIZE);
    servers.ask(failing, "ALTER TABLE qservw_worker.thing DROP COLUMN more");
    Ended retry = servers.upgrade("--retry", "/tmp/a/report", "--to", "2");

    retry.assertExit(0);
    assertThat(retry.out()).endsWith("\nworker to version 2: 3 of 3 done, 0 failed, 0 skipped\n");
    assertThat(answers(0, SIZE, VERSION)).hasSize(SIZE).containsOnly("2");
    assertThat(answers(0, SIZE, THINGS)).containsOnly("first,second");
    assertThat(answers(0, SIZE, "SELECT MAX(more) FROM qservw_worker.thing")).containsOnly("7");

    Ended again = servers.upgrade("--retry", "/tmp/a/report", "--to", "2");
    again.assertExit(0);
    assertThat(again.out())
        .isEqualTo("worker to version 2: every database in /tmp/a/report has a good result\n");
    Ended other = servers.upgrade("--retry", "/tmp/a/report", "--to", "3");
    other.assertExit(78);
  }

  @Test
  void aTerminationEndsItAfterTheRunningStatement() {
    servers.make(3);
    servers.start(0, 3);

    signalInTheMiddle("TERM", "/tmp/b");

    assertThat(servers.container().script("cat /tmp/b/code")).isEqualTo("75\n");
    assertThat(servers.report("/tmp/b/report").lines().map(FleetIT::state))
        .containsExactly("done", "failed", "skipped");
    assertThat(servers.container().script("cat /tmp/b/out"))
        .contains("stopped as requested, before migrate-2-to-3.sql, statement 2 (line 2)")
        .contains("not started: an end was asked for");
    Ended retry = servers.upgrade("--retry", "/tmp/b/report");
    retry.assertExit(0);
    assertThat(answers(0, 3, THINGS)).containsOnly("first,second,third");
  }

  @Test
  void afterAKillTheReportHasThoseThatEndedAndTheRestIsDoneByTheNextRun() {
    servers.make(3);
    servers.start(0, 3);

    signalInTheMiddle("KILL", "/tmp/c");

    assertThat(servers.report("/tmp/c/report").lines().map(FleetIT::state)).containsExactly("done");
    Ended retry = servers.upgrade("--retry", "/tmp/c/report", "--fleet", pattern(0, 3));
    retry.assertExit(0);
    assertThat(retry.out()).endsWith("\nworker to version 3: 2 of 2 done, 0 failed, 0 skipped\n");
    assertThat(answers(0, 3, VERSION)).containsOnly("3");
    assertThat(answers(0, 3, THINGS)).containsOnly("first,second,third");
  }

  @Test
  void twoRetriesOfOneReportExcludeEachOther() {
    servers.make(1);
    servers.upgrade("--fleet", pattern(0, 1), "--report", "/tmp/d").assertExit(69);
    servers.start(0, 1);

    CompletableFuture<Ended> first =
        CompletableFuture.supplyAsync(() -> servers.upgrade("--retry", "/tmp/d"));
    servers.container().await("the first retry", () -> servers.ask(0, SLEEPING).equals("1"));
    Ended second = servers.upgrade("--retry", "/tmp/d");

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
    assertThat(answers(0, 1, THINGS)).containsOnly("first,second,third");
  }

  private static String state(String line) {
    return line.replaceFirst(".*\"state\":\"(\\w+)\".*", "$1");
  }

  /** Runs one after the other, and sends a signal while the second one's long statement runs. */
  private static void signalInTheMiddle(String signal, String folder) {
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
                .formatted(folder, pattern(0, 3), signal));
  }

  @Test
  void afterTooManyFailuresTheRestIsNotBegun() {
    servers.make(1);

    Ended ended =
        servers.upgrade(
            "--fleet", pattern(0, 3), "--parallel", "1", "--max-failures", "1", "--output", "json");

    ended.assertExit(69);
    assertThat(ended.out())
        .contains("\"exit\" : 69,\n  \"done\" : 0,\n  \"failed\" : 2,\n  \"skipped\" : 1,\n")
        .contains("not started: more than 1 failed before it");
  }
}
