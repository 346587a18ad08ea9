// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * Tests that each fault ends in the state that docs/signals-and-faults.md describes, with a message
 * that names the cause. {@code SupervisorIT} tests a service that ignores its stop signal.
 */
final class FaultIT {
  private static final Sample SAMPLE = Sample.of(FaultIT.class);
  private static final String SUPERVISED = "entrypoint xrootd cmsd -elaunch=supervise ";

  /** A real database, and next to it services without dependencies. */
  private static final String WORKER =
      """
      catalog.roles.worker.components {
        cmsd { command = [sleep, infinity], args = null, files = [], waits = [], schema = null, required = [] }
        xrootd { command = [sleep, infinity], args = null, files = [], waits = [], schema = null, required = [], ready = null }
        replica { command = [sleep, infinity], args = null, files = [], waits = [], schema = null, required = [], ready = null, restart = null }
      }
      """;

  private static final String NO_CHECK =
      "catalog.roles.xrootd.components.cmsd { ready = null, files = [] }\n";

  private static Container.Builder service(String program, String... options) {
    List<String> command =
        new ArrayList<>(List.of((SUPERVISED + "--config /tmp/site.conf").split(" ", -1)));
    command.addAll(List.of(options));
    return Container.of(Image.LITE, command.toArray(String[]::new))
        .file("/tmp/site.conf", NO_CHECK + "command = [perl, -e, \"\"\"" + program + "\"\"\"]\n");
  }

  private static Container.Builder worker() {
    return Container.of(Image.LITE, "entrypoint", "worker", "--config", "/tmp/worker.conf")
        .file("/tmp/worker.conf", WORKER);
  }

  @Test
  void aKilledComponentStopsTheOthersAndEndsTheRoleWithItsCode() {
    List<String> components = List.of("database", "cmsd", "xrootd", "replica");
    try (Volume data = new Volume()) {
      for (String killed : SAMPLE.of(components, 1)) {
        try (Container worker = worker().volume(data, "/qserv/data").start()) {
          worker.awaitReady();
          worker.script("kill -KILL " + started(worker, killed));
          assertThat(worker.exitCode()).as(killed).isEqualTo(137);
          assertThat(worker.logs()).contains("component=" + killed + " exited exit=137");
          components.stream()
              .filter(other -> !other.equals(killed))
              .forEach(other ->
                  assertThat(worker.logs()).contains("component=" + other + " stopped exit="));
        }
      }
    }
  }

  private static String started(Container container, String component) {
    String line = "component=" + component + " started pid=";
    String logs = container.logs();
    return logs.substring(logs.lastIndexOf(line) + line.length()).lines().findFirst().orElseThrow();
  }

  @Test
  void aSuspendedDatabaseIsUnreadyAndAliveUntilItContinues() {
    try (Container worker = worker().start()) {
      worker.awaitReady();
      String database = started(worker, "database");
      worker.script("kill -STOP " + database);
      worker.await("unready", () -> status(worker).contains("unready"));
      Outcome ready = worker.run("timeout", "10", "entrypoint", "probe", "ready");
      assertThat(ready.exit()).isOne();
      assertThat(ready.out()).contains("worker database full unready ");
      assertThat(worker.run("entrypoint", "probe", "live").exit()).isZero();
      assertThat(worker.logs()).contains("component=database unready reason=");
      worker.script("kill -CONT " + database);
      worker.awaitReady();
      // a suspended service is continued, so that it can stop
      worker.script("kill -STOP " + database);
      worker.stop(Duration.ofSeconds(60));
      assertThat(worker.exitCode()).isZero();
    }
  }

  private static String status(Container container) {
    return container.run("entrypoint", "status").out();
  }

  @Test
  void aServiceThatExitsRepeatedlyEndsTheRoleAtItsRestartLimit() {
    String restart = "{ when = failure, delay = 10 ms, limit = 2 }";
    try (Container failing =
        service("exit 5", "--config", "/tmp/restart.conf")
            .file(
                "/tmp/restart.conf",
                "catalog.roles.xrootd.components.cmsd.restart = " + restart + "\n")
            .start()) {
      assertThat(failing.exitCode()).isEqualTo(5);
      assertThat(failing.logs())
          .contains("exit=5 restartInMs=10", "exit=5 restartInMs=20", "exited exit=5\n");
    }
  }

  @Test
  void orphansAreReapedAndCostNoMemory() {
    int orphans = Sample.times(1_000, 10_000);
    String program =
        "$| = 1; for (1..%d) { if (!fork) { exit if fork; exit } wait } print qq(done\\n); sleep"
            .formatted(orphans);
    try (Container service = service(program).start()) {
      service.awaitLog("done");
      service.await("the zombies", () -> zombies(service).isEmpty());
      assertThat(service.launcherMemory()).isLessThan(80_000);
      service.awaitReady();
    }
  }

  private static String zombies(Container container) {
    return container.script("grep -ls '^State:.Z' /proc/[0-9]*/status || true");
  }

  @Test
  void aDeletedOrDamagedStateIsWrittenAgain() {
    try (Container service = service("sleep").start()) {
      service.awaitReady();
      for (String damage : List.of("rm -r /run/qserv/*", "echo { >/run/qserv/*/state.json")) {
        service.script(damage);
        service.awaitReady();
      }
    }
  }

  @Test
  void theErrorReportsAFullOrReadOnlyVolume() {
    try (Container container =
        Container.idle(Image.LITE)
            .host(host ->
                host.withTmpFs(
                    Map.of("/full", "size=8m,mode=1777", "/fixed", "ro,size=64k,mode=1777")))
            .file("/tmp/site.conf", NO_CHECK)
            .start()) {
      container.script("mkdir /full/mysql; cat /dev/zero >/full/zeros 2>/dev/null || true");
      Outcome data = container.run("entrypoint", "worker", "database", "-epaths.data=/full");
      assertThat(data.exit()).isEqualTo(74);
      assertThat(data.err()).contains("error: cannot write /full/");

      container.script("cat /dev/zero >/full/zeros 2>/dev/null || true");
      Outcome mode =
          container.run("entrypoint", "mode", "set", "maintenance", "-epaths.mode=/full/mode");
      assertThat(mode.exit()).isEqualTo(74);
      assertThat(mode.err())
          .startsWith("error: cannot write /full/mode (No space left on device)\nfix: free ");

      String state = SUPERVISED + "--config /tmp/site.conf -e command=[\"true\"]";
      Outcome stateless = container.run((state + " -e paths.state=/full/state").split(" ", -1));
      assertThat(stateless.exit()).isZero();
      assertThat(stateless.err())
          .contains("unwritable problem=\"cannot write /full/state/", "No space");

      Outcome fixed =
          container.run(
              "entrypoint", "xrootd", "cmsd", "-epaths.config=/fixed", "-ecommand=[\"true\"]");
      assertThat(fixed.exit()).isEqualTo(73);
      assertThat(fixed.err()).contains("/fixed is on a read-only file system\nfix: ");
    }
  }

  @Test
  void aServiceThatExceedsTheMemoryLimitEndsTheRoleWith137() {
    long limit = 128 * 1024 * 1024L;
    try (Container service =
        service("$x .= q(x) x 1_000_000 while 1")
            .host(host -> host.withMemory(limit).withMemorySwap(limit))
            .start()) {
      assertThat(service.exitCode()).isEqualTo(137);
      assertThat(service.logs())
          .contains(
              "component=cmsd exited exit=137",
              "component=cmsd reason=\"exited with code 137: killed because the container reached its"
                  + " memory limit of 128 MiB\"");
    }
  }
}
