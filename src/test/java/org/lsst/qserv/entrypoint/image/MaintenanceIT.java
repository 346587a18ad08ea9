// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests mode maintenance: databases run, other components are parked. */
final class MaintenanceIT {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration SECONDS = Duration.ofSeconds(30);

  /** Prints the names of all processes except this shell and its children. */
  private static final String PROCESSES =
      """
      for directory in /proc/[0-9]*; do
        [ "$directory" = "/proc/$$" ] || cat "$directory/comm" 2>/dev/null || true
      done | grep -v '^bash$\\|^cat$\\|^grep$\\|^sort$' | sort
      """;

  @Test
  void runsOnlyTheDatabaseOfAWorkerAndKeepsItsData() {
    try (Volume data = new Volume()) {
      try (Container worker = worker(data)) {
        awaitDatabase(worker);
        assertThat(worker.run("mariadb", "-NBe", "select 1")).isEqualTo(new Outcome(0, "1\n", ""));
        assertThat(worker.script(PROCESSES).lines()).containsExactly("java", "mariadbd", "tini");
        worker.script("mariadb -e 'create database kept; create table kept.t select 42 as a'");
        assertThat(worker.stop(GRACE)).isLessThan(SECONDS);
        assertThat(worker.exitCode()).isZero();
        assertThat(worker.logs()).containsIgnoringCase("shutdown complete");

        worker.startAgain();
        awaitDatabase(worker);
        assertThat(worker.script("mariadb -NBe 'select a from kept.t'")).isEqualTo("42\n");
        worker.stop(GRACE);
      }
      try (Container another = worker(data)) {
        awaitDatabase(another);
        assertThat(another.script("mariadb -NBe 'select a from kept.t'")).isEqualTo("42\n");
        another.stop(GRACE);
      }
    }
  }

  /** The role is not ready in maintenance, but its database is. */
  private static void awaitDatabase(Container worker) {
    worker.await(
        "the database",
        () ->
            worker.run("entrypoint", "probe", "ready", "--accept-parked", "--wait", "20s").exit()
                == 0);
    assertThat(worker.run("entrypoint", "probe", "ready").exit()).isOne();
  }

  private static Container worker(Volume data) {
    return Container.of(Image.LITE, "entrypoint", "worker", "-e", "mode=maintenance")
        .volume(data, "/qserv/data")
        .start();
  }

  @Test
  void parksAComponentWithAReasonAndStopsImmediately() {
    try (Container parked =
        Container.of(Image.LITE, "entrypoint", "worker", "replica", "--mode", "db-only").start()) {
      parked.awaitLog("parked reason=\"worker replica does not run in mode maintenance\"");

      Outcome live = parked.run("entrypoint", "probe", "live");
      assertThat(live.exit()).isZero();
      Outcome ready = parked.run("entrypoint", "probe", "ready");
      assertThat(ready.exit()).isOne();
      assertThat(ready.out())
          .startsWith("worker replica maintenance parked ")
          .endsWith("worker replica does not run in mode maintenance\n");

      assertThat(parked.stop(GRACE)).isLessThan(SECONDS);
      assertThat(parked.exitCode()).isZero();
    }
  }

  @Test
  void parksARoleWithoutADatabase() {
    try (Container parked =
        Container.of(Image.LITE, "entrypoint", "xrootd", "-e", "mode=maintenance").start()) {
      parked.await("the state", () -> parked.run("entrypoint", "probe", "live").exit() == 0);
      assertThat(parked.run("entrypoint", "probe", "ready").exit()).isOne();
      assertThat(parked.run("entrypoint", "probe", "ready", "--accept-parked").exit()).isZero();
      assertThat(parked.run("entrypoint", "status").out().lines())
          .hasSize(3)
          .anySatisfy(line -> assertThat(line).matches("xrootd +cmsd +maintenance +parked .*"))
          .anySatisfy(line -> assertThat(line).matches("xrootd +xrootd +maintenance +parked .*"));
      assertThat(parked.stop(GRACE)).isLessThan(SECONDS);
      assertThat(parked.exitCode()).isZero();
    }
  }

  @Test
  void reportsAChangedSecretFileWhileParked() {
    try (Container parked =
        Container.of(
                Image.LITE,
                "entrypoint",
                "worker",
                "replica",
                "--mode=maintenance",
                "-eauth-key-file=/tmp/key")
            .file("/tmp/key", "canary-1")
            .start()) {
      parked.awaitLog("parked reason=");
      parked.scriptAs("0:0", "echo canary-2 >/tmp/new; mv /tmp/new /tmp/key");
      parked.awaitLog("auth-key-file: /tmp/key has changed; restart the container to use it");
      assertThat(parked.logs()).doesNotContain("canary");
    }
  }
}
