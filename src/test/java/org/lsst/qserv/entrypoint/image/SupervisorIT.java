// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.TestedLine;
import org.testcontainers.containers.Network;

/** Tests a role whose components are all supervised by one launcher. */
final class SupervisorIT {
  private static final Duration GRACE = Duration.ofMinutes(2);

  /** The log line of a started component with its pid. */
  private static final Pattern STARTED = Pattern.compile("component=(\\S+) started pid=(\\d+)");

  private static final Pattern PROGRESS =
      Pattern.compile("component=(\\S+ (?:started|ready|stopped))");

  @Test
  @Tag(TestedLine.TAG)
  void startsAWorkerInOrderRestartsItsReplicaAndStopsInReverse() {
    try (Network network = Network.newNetwork();
        Container replication = replication(network)) {
      replication.awaitReady();
      try (Container worker = worker(network)) {
        worker.awaitLog("component=replica ready");
        worker.awaitReady();
        assertThat(progress(worker)).containsExactlyElementsOf(started());
        assertCleanProcessState(worker);
        assertReplicaIsRestarted(worker);
        assertThat(worker.stop(GRACE)).isLessThan(GRACE.dividedBy(2));
        assertThat(worker.exitCode()).isZero();
        assertThat(progress(worker)).endsWith(stopped());
      }
    }
  }

  private static List<String> components() {
    return Stream.concat(Stream.of("database"), TestedLine.CURRENT.workerServices().stream())
        .toList();
  }

  private static List<String> started() {
    return components().stream()
        .flatMap(name -> Stream.of(name + " started", name + " ready"))
        .toList();
  }

  private static String[] stopped() {
    return components().reversed().stream().map(name -> name + " stopped").toArray(String[]::new);
  }

  private static Container replication(Network network) {
    return Container.of(Image.DEVELOPMENT, installed("replication database"))
        .network(network, "replication")
        .environment("QSERV_REPLICATION__URL", "mysql://qsreplica@replication:3306/qservReplica")
        .environment("QSERV_REPLICATION__PASSWORD_FILE", "/tmp/password")
        .environment("QSERV_SCHEMA__SCRIPTS", "/usr/local/qserv/schema")
        .file("/tmp/password", "secret")
        .start();
  }

  /** Returns a command that creates the database and its schema before the start. */
  private static String[] installed(String target) {
    String command = "entrypoint " + target;
    return new String[] {"sh", "-c", command + " --mode install && exec " + command};
  }

  private static Container worker(Network network) {
    Container.Builder worker =
        Container.of(Image.DEVELOPMENT, installed("worker")).network(network, "worker");
    if (TestedLine.CURRENT == TestedLine.XRD) {
      worker
          .environment("QSERV_XROOTD__MANAGER__HOST", "replication")
          .environment("QSERV_XROOTD__PLUGIN", "none");
    }
    return worker
        .environment("QSERV_INSTANCE_ID", "test")
        .environment("QSERV_AUTH_KEY_FILE", "/tmp/password")
        .environment("QSERV_ADMIN_AUTH_KEY_FILE", "/tmp/password")
        .environment("QSERV_REGISTRY__HOST", "replication")
        .environment("QSERV_REPLICATION__URL", "mysql://qsreplica@replication:3306/qservReplica")
        .environment("QSERV_REPLICATION__PASSWORD_FILE", "/tmp/password")
        .environment("QSERV_DATABASE__PASSWORD_FILE", "/tmp/password")
        .environment("QSERV_DATABASE__ADMIN_URL", "mysql://admin@127.0.0.1:3306/qservw_worker")
        .environment("QSERV_DATABASE__ADMIN_PASSWORD_FILE", "/tmp/password")
        .environment("QSERV_SCHEMA__SCRIPTS", "/usr/local/qserv/schema")
        .file("/tmp/password", "secret")
        .start();
  }

  private static List<String> progress(Container container) {
    return PROGRESS.matcher(container.logs()).results().map(match -> match.group(1)).toList();
  }

  private static String lastPid(Container container, String component) {
    return STARTED
        .matcher(container.logs())
        .results()
        .filter(match -> match.group(1).equals(component))
        .map(match -> match.group(2))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** Checks only inherited signal state, because MariaDB and xrootd install handlers. */
  private static void assertCleanProcessState(Container worker) {
    String pid = lastPid(worker, "replica");
    assertThat(worker.script("grep -E 'SigBlk|SigIgn' /proc/" + pid + "/status"))
        .isEqualTo("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
    for (String component : components()) {
      String one = lastPid(worker, component);
      // fields 5 and 6 are process group and session
      assertThat(worker.script("cut -d' ' -f5,6 /proc/" + one + "/stat"))
          .isEqualTo(one + " " + one + "\n");
      assertThat(worker.script("tr '\\0' '\\n' </proc/" + one + "/environ"))
          .doesNotContain("QSERV_AUTH_KEY_FILE", "ENTRYPOINT_", "_JAVA_");
    }
  }

  private static void assertReplicaIsRestarted(Container worker) {
    String before = lastPid(worker, "replica");
    worker.script("kill -KILL " + before);
    worker.awaitLog("component=replica exited exit=137 restartInMs=");
    worker.await("the restart", () -> !lastPid(worker, "replica").equals(before));
    worker.awaitReady();
  }

  @Test
  void stopsAllServicesAndReturnsTheExitCodeAfterAFailure() {
    String failing = "components.xrootd.command=[\"sh\",\"-c\",\"exit 7\"]";
    try (Container role = Container.of(Image.LITE, "entrypoint", "xrootd", "-e", failing).start()) {
      assertThat(role.exitCode()).isEqualTo(7);
      assertThat(role.logs())
          .contains("component=xrootd exited exit=7", "component=cmsd stopped")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void forwardsSignalsToAllServicesAndReportsAChangedSecret() {
    String service =
        "[\"bash\",\"-c\",\"trap 'echo $0 got USR1' USR1; trap 'echo $0 got HUP' HUP; echo $0"
            + " serves; while :; do sleep 0.1; done\",\"%s\"]";
    try (Container role =
        Container.of(
                Image.LITE,
                "entrypoint",
                "xrootd",
                "--config",
                "/tmp/unchecked.conf",
                "-e",
                "components.cmsd.command=" + service.formatted("cmsd"),
                "-e",
                "components.xrootd.command=" + service.formatted("xrootd"),
                "-eauth-key-file=/tmp/key")
            .file("/tmp/key", "canary-1")
            .file(
                "/tmp/unchecked.conf",
                "catalog.roles.xrootd.components { cmsd.ready = null, xrootd.ready = null }")
            .start()) {
      role.awaitLog("cmsd serves");
      role.awaitLog("xrootd serves");
      role.scriptAs("0:0", "echo canary-2 >/tmp/new; mv /tmp/new /tmp/key");
      role.script("kill -USR1 1; kill -HUP 1");
      for (String component : List.of("cmsd", "xrootd")) {
        role.awaitLog(component + " got USR1");
        role.awaitLog(component + " got HUP");
      }
      role.awaitLog("auth-key-file: /tmp/key has changed; restart the container to use it");
      // bash has no handler, so it is terminated by SIGTERM as requested
      assertThat(role.stop(GRACE)).isLessThan(GRACE.dividedBy(2));
      assertThat(role.exitCode()).isZero();
    }
  }

  @Test
  void killsAServiceThatIgnoresItsStopSignalAfterTheGracePeriod() {
    String service =
        "command=[\"bash\",\"-c\",\"trap '' TERM; echo serves; while :; do sleep 0.1; done\"]";
    try (Container deaf =
        Container.of(
                Image.LITE,
                "entrypoint",
                "xrootd",
                "cmsd",
                "-elaunch=supervise",
                "-estop.grace=1s",
                "-e",
                service)
            .start()) {
      deaf.awaitLog("serves");
      assertThat(deaf.stop(GRACE)).isLessThan(GRACE.dividedBy(2));
      assertThat(deaf.logs()).contains("component=cmsd killed graceMs=1");
      assertThat(deaf.exitCode()).isEqualTo(137);
    }
  }

  @Test
  void killsServicesSoonAfterASecondTermination() {
    String service =
        "command=[\"bash\",\"-c\",\"trap '' TERM; echo serves; while :; do sleep 0.1; done\"]";
    try (Container deaf =
        Container.of(
                Image.LITE, "entrypoint", "xrootd", "cmsd", "-elaunch=supervise", "-e", service)
            .start()) {
      deaf.awaitLog("cmsd | serves");
      deaf.script("kill -TERM 1");
      deaf.awaitLog("signal=TERM received");
      long start = System.nanoTime();
      deaf.script("kill -TERM 1");
      assertThat(deaf.exitCode()).isEqualTo(137);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void relaysOutputLineByLineAsTextOrJson() {
    String script = "printf 'no line feed'; printf '%070000d\\n' 0 >&2; echo '\"quoted\"'; exit 0";
    for (String format : List.of("text", "json")) {
      try (Container role =
          Container.of(
                  Image.LITE,
                  "entrypoint",
                  "--log-format=" + format,
                  "xrootd",
                  "cmsd",
                  "-elaunch=supervise",
                  "-e",
                  "command=[\"bash\",\"-c\",\""
                      + script.replace("\\", "\\\\").replace("\"", "\\\"")
                      + "\"]")
              .start()) {
        assertThat(role.exitCode()).isZero();
        if (format.equals("text")) {
          assertThat(role.logs())
              .contains("cmsd | no line feed\"quoted\"\n")
              .contains(
                  "cmsd | " + "0".repeat(65_536) + "\n", "cmsd | " + "0".repeat(4_464) + "\n");
        } else {
          assertThat(role.logs().lines().filter(line -> line.contains("\"stream\"")))
              .hasSize(3)
              .allSatisfy(line -> assertThat(line).startsWith("{\"time\": \"").endsWith("\"}"));
        }
      }
    }
  }
}
