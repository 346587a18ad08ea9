// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.TestedLine;

/** Tests the compact development cluster, in which each role is supervised. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock("cluster")
@Tag(TestedLine.TAG)
final class CompactClusterIT {
  private static final TestedLine LINE = TestedLine.CURRENT;

  /** The component of a worker that is reported for the whole host: the first one by name. */
  private static final String FIRST = LINE == TestedLine.XRD ? "cmsd" : "database";

  private static final int CHANGES = Sample.times(10, 1000);

  /** Prints the resident memory of the supervisor in kB. */
  private static final String MEMORY =
      """
      for p in /proc/[0-9]*; do
        read -r name <$p/comm
        [ "$name" != java ] || awk '/^PPid:/ { parent = $2 } /^VmRSS:/ && parent == 1 { print $2 }' $p/status
      done 2>/dev/null
      """;

  private final Cluster cluster = Cluster.compact();
  private String up = "";

  @BeforeAll
  void up() {
    cluster.dev("down", "--volumes");
    up = cluster.dev("up");
  }

  @AfterAll
  void down() {
    cluster.dev("down", "--volumes");
  }

  @Test
  @Order(1)
  void startsEveryComponent() {
    assertThat(up).contains("Every component is ready");
    Components.awaitReady(cluster, LINE);
  }

  @Test
  @Order(2)
  void listsBothWorkersInTheRegistry() {
    assertThat(Http.get(cluster.url("http", "replication", 25082, "/services?instance_id=dev")))
        .contains("\"host-name\": \"worker-1\"")
        .contains("\"host-name\": \"worker-2\"");
  }

  @Test
  @Order(3)
  void changesTheModeOfTheClusterAndBack() {
    String maintenance = cluster.dev("mode", "maintenance");
    assertThat(maintenance.lines().filter(line -> line.contains("maintenance  ready")))
        .hasSize(Components.DATABASES);
    assertThat(maintenance.lines().filter(line -> line.contains("maintenance  parked")))
        .hasSize(Components.count(LINE) - Components.DATABASES - Components.MONITOR);
    assertInstance("maintenance: mode maintenance is effective on ", 2);
    cluster.dev("mode", "full");
    Components.awaitReady(cluster, LINE);
  }

  @Test
  @Tag("full-suite")
  @Order(4)
  void showsTheModesAndTheStateOfTheInstance() {
    assertInstance("serving: ", 0);
    cluster.exec("worker-2", "entrypoint", "mode", "set", "maintenance", "--wait");
    assertInstance("maintenance: mode maintenance is effective on 1 of ", 2);
    cluster.exec("worker-2", "entrypoint", "mode", "set", "full", "--wait");
    assertInstance("serving: ", 0);
  }

  @Test
  @Tag("full-suite")
  @Order(4)
  void showsAFullVolumeAndAServiceThatKeepsExiting() {
    try (WatchedStatus status = WatchedStatus.start(cluster, "monitor")) {
      status.awaitProblems();
      cluster.enter("worker-1", "--mount", "mount", "-o", "remount,size=1m", "/config-etc");
      cluster.exec("worker-1", "sh", "-c", "head -c 2m /dev/zero >/config-etc/full || true");
      status.awaitProblems("bad worker worker-1 " + FIRST);
      cluster.exec("worker-1", "rm", "/config-etc/full");
      status.awaitProblems();

      // the component that its supervisor starts again
      cluster.kill("worker-2", "qserv-replica-worker", Duration.ofSeconds(30));
      status.awaitProblems("unreachable worker worker-2 replica");
      status.awaitProblems();
    }
  }

  @Test
  @Tag("full-suite")
  @Order(4)
  void showsACertificateThatExpiresSoon() {
    try (WatchedStatus status = WatchedStatus.start(cluster, "monitor")) {
      status.awaitProblems();
      renewCertificate(3);
      status.awaitProblems("expiring czar czar http");
      renewCertificate(3650);
      status.awaitProblems();
    }
  }

  /** Replaces the certificate of the front end, which reads it when it starts again. */
  private void renewCertificate(int days) {
    cluster.exec(
        "czar",
        "sh",
        "-euc",
        "cd /config-etc/ssl; rm czar-cert.pem czar-key.pem; openssl req -x509 -newkey rsa:2048 -nodes"
            + " -subj /CN=czar -days "
            + days
            + " -keyout czar-key.pem -out czar-cert.pem");
    for (String mode : List.of("maintenance", "full")) {
      cluster.exec("czar", "entrypoint", "mode", "set", mode, "--wait");
    }
  }

  @Test
  @Tag("full-suite")
  @Order(4)
  void showsARoleWhoseModeIsNotTheDesiredOne() {
    try (WatchedStatus status =
        WatchedStatus.start(
            cluster,
            "monitor",
            text -> text.replace("\"dev\": {", "\"dev\": {\"mode\": \"full\", "))) {
      status.awaitProblems();
      cluster.exec("worker-2", "entrypoint", "mode", "set", "maintenance", "--wait");
      status.awaitProblems("different worker worker-2 " + FIRST);
      cluster.exec("worker-2", "entrypoint", "mode", "set", "full", "--wait");
      status.awaitProblems();
    }
  }

  @Test
  @Tag("full-suite")
  @Order(4)
  void showsLaunchersOfAnotherReleaseLine() {
    try (WatchedStatus status =
        WatchedStatus.start(cluster, "monitor", CompactClusterIT::ofTheOtherLine)) {
      status.awaitProblem(
          "unexpected czar czar http", "its launcher is of release line " + LINE.line());
    }
  }

  /** Both lines have a czar with the same components, but only one has redirectors. */
  private static String ofTheOtherLine(String description) {
    String other = LINE == TestedLine.XRD ? "http" : "xrd";
    return description
        .replace("\"release-line\": \"" + LINE.line() + '"', "\"release-line\": \"" + other + '"')
        .replace(", \"xrootd\": {\"hosts\": \"xrootd\"}", "");
  }

  private void assertInstance(String start, int exit) {
    Eventually.within(
        Duration.ofSeconds(60),
        () -> {
          Command.Result result = cluster.devResult("cluster-status");
          assertThat(result.output()).startsWith(start);
          assertThat(result.exit()).isEqualTo(exit);
        });
  }

  @Test
  @Order(5)
  void keepsDatabasesAndTheirConnectionsDuringManyChangesAndNeedsNoMoreMemory() {
    QueryLoad load = QueryLoad.start(cluster, "worker-1");
    change("maintenance");
    change("full");
    long before = Long.parseLong(cluster.exec("worker-1", "sh", "-c", MEMORY));

    for (int i = 0; i < CHANGES / 2; i++) {
      change("maintenance");
      assertThat(cluster.exec("worker-1", "entrypoint", "status"))
          .containsPattern("database +maintenance +ready");
      change("full");
    }

    assertThat(cluster.exec("worker-1", "entrypoint", "probe", "ready").lines())
        .hasSize(1 + LINE.workerServices().size());
    load.assertUndisturbed();
    assertThat(Long.parseLong(cluster.exec("worker-1", "sh", "-c", MEMORY)))
        .isLessThan(before + 16 * 1024);
  }

  private void change(String mode) {
    assertThat(cluster.exec("worker-1", "entrypoint", "mode", "set", mode, "--wait"))
        .isEqualTo(mode);
  }
}
