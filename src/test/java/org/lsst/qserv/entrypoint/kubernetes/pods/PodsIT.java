// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.TestedLine;
import org.lsst.qserv.entrypoint.cluster.Command;
import org.lsst.qserv.entrypoint.cluster.Eventually;
import org.lsst.qserv.entrypoint.cluster.Http;

/** Tests an instance of the chart in real pods, from its installation to an upgraded release. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(TestedLine.TAG)
@Tag("full-suite") // takes minutes, in which its probes use both processors
@ResourceLock("cluster")
final class PodsIT {
  private static final TestedLine LINE = TestedLine.CURRENT;
  private static final Duration TIMEOUT = Duration.ofMinutes(8);
  private static final String SUCCESS = "\"success\": 1";
  private static final List<String> DATABASE_PODS =
      List.of("qserv-czar-0", "qserv-repl-0", "qserv-worker-0", "qserv-worker-1");

  private final Map<String, Map<String, String>> secrets = PodSecrets.random();

  @SuppressWarnings("NullAway.Init") // set before the first test
  private PodsCluster cluster;

  /** Without root, podman has neither networks nor volumes whose group is that of the pod. */
  @BeforeAll
  void install() {
    assumeTrue(System.getProperty("user.name").equals("root"));
    cluster = new PodsCluster("pods-test-" + LINE.line(), LINE, secrets, System.out::println);
    cluster.install(TIMEOUT);
  }

  @AfterAll
  void delete() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @Order(1)
  void anInstalledInstanceAnswers() {
    assertAnswers();
  }

  private void assertAnswers() {
    Eventually.within(
        TIMEOUT,
        () -> {
          assertThat(
                  Http.get(
                      uri(
                          "http",
                          "qserv-registry-5f7c9d-0",
                          ":25082/services?instance_id=qserv-dr2")))
              .contains(registered("qserv-worker-0"), registered("qserv-worker-1"));
          assertThat(Http.get(uri("http", "qserv-repl-0", ":25081/meta/version")))
              .contains(SUCCESS);
          assertThat(Http.get(uri("https", "qserv-czar-0", ":4048/meta/version")))
              .contains(SUCCESS);
          assertThat(queriedVersion()).matches("1[78]");
        });
  }

  /** The registry keeps the entry of an earlier pod, which had another address. */
  private String registered(String pod) {
    return "\"host-addr\": \"" + cluster.instance().pod(pod).address() + "\"";
  }

  /** Returns the result of a query through the proxy of the czar. */
  private String queriedVersion() {
    String url =
        "jdbc:mariadb://"
            + cluster.instance().pod("qserv-czar-0").address()
            + ":4040/qservMeta?sslMode=disable";
    String password =
        requireNonNull(
            requireNonNull(secrets.get("czar-secrets")).get("mariadb-qsmaster-password"));
    try (Connection connection = DriverManager.getConnection(url, "qsmaster", password);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT value FROM QMetadata WHERE metakey = 'version'")) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private URI uri(String scheme, String pod, String rest) {
    return URI.create(scheme + "://" + cluster.instance().pod(pod).address() + rest);
  }

  @Test
  @Order(2)
  void reachesAWorkerAsTheCzarDoes() {
    if (LINE == TestedLine.XRD) {
      assertThatTheRedirectorFindsAFileOfAWorker();
    } else {
      assertThat(Http.get(uri("http", "qserv-worker-1", ":25010/meta/version"))).contains(SUCCESS);
    }
  }

  private void assertThatTheRedirectorFindsAFileOfAWorker() {
    run("qserv-worker-1", "xrootd", "sh", "-c", "echo only here > /qserv/data/xrootd/one.txt");
    String url = "root://qserv-xrootd:1094//one.txt";
    Eventually.within(
        TIMEOUT,
        () ->
            assertThat(run("qserv-worker-0", "xrootd", "xrdcp", "--silent", url, "-"))
                .isEqualTo("only here"));
  }

  @Test
  @Order(3)
  void maintenanceRestartsNoDatabase() {
    Map<String, Long> before = databases();
    cluster.upgrade(Map.of("mode", "maintenance"));
    cluster.instance().awaitMode("maintenance", TIMEOUT);
    assertThat(container("qserv-worker-0", "replica").state()).contains("parked");
    assertThat(databases()).isEqualTo(before);
  }

  /** Returns the processes of the databases. */
  private Map<String, Long> databases() {
    return DATABASE_PODS.stream().collect(toMap(pod -> pod, pod -> running(pod, "database").pid()));
  }

  private RunningContainer running(String pod, String container) {
    return container(pod, container).running().orElseThrow();
  }

  /** Runs a command in a container, which must succeed, and returns its output. */
  private String run(String pod, String container, String... command) {
    Command.Result result = running(pod, container).exec(command);
    assertThat(result.exit()).as(result.output()).isZero();
    return result.output().strip();
  }

  private ContainerLoop container(String pod, String name) {
    return cluster.instance().pod(pod).container(name).orElseThrow();
  }

  @Test
  @Order(4)
  void jobsUpgradeTheSchemasAndRetryAWorkerThatWasDown() {
    cluster.upgrade(
        Map.of(
            "qservImageName", cluster.newerImage(),
            "workers.updateStrategy", "OnDelete",
            "settings.schema.wait-timeout", "5 seconds"));
    cluster.instance().replace("qserv-worker-0");
    cluster.instance().lose("qserv-worker-1");
    cluster.instance().awaitReady(TIMEOUT);

    cluster.upgrade(PodsCluster.run("r2"));
    IndexedJob workers = cluster.instance().job("qserv-worker-smig-r2");
    Eventually.within(TIMEOUT, () -> assertThat(workers.failures(1)).isNotEmpty());
    assertThat(workers.failures(1).getFirst().exitCode()).isEqualTo(69);
    assertThat(workers.failures(1).getFirst().message())
        .contains("error: ")
        .contains("qserv-worker-1.qserv-worker");
    cluster.instance().restore();
    Map<String, IndexedJob> jobs = cluster.awaitRun("r2", TIMEOUT);

    assertThat(requireNonNull(jobs.get("worker")).completed()).containsExactly(0, 1);
    assertThat(requireNonNull(jobs.get("czar")).completed()).containsExactly(0);
    assertThat(requireNonNull(jobs.get("repl")).completed()).containsExactly(0);
    cluster.instance().awaitReady(TIMEOUT);
  }

  @Test
  @Order(5)
  void theUpgradedInstanceReturnsToModeFullWithoutARestart() {
    Map<String, Long> before = databases();
    cluster.upgrade(PodsCluster.run(""));
    cluster.upgrade(Map.of("mode", "full"));
    cluster.instance().awaitMode("full", TIMEOUT);
    assertThat(databases()).isEqualTo(before);
    assertAnswers();
  }

  @Test
  @Order(6)
  void aDeletedPodReturnsWithItsDataAndANewAddress() {
    String canary = "/qserv/data/canary";
    String address = cluster.instance().pod("qserv-worker-1").address();
    run("qserv-worker-1", "database", "sh", "-c", "echo kept > " + canary);
    cluster.instance().lose("qserv-worker-1");
    assertThat(run("qserv-worker-0", "replica", "entrypoint", "probe", "ready"))
        .contains(" ready ");
    assertThat(queriedVersion()).isEqualTo("18");
    cluster.instance().restore();
    cluster.instance().awaitReady(TIMEOUT);
    assertThat(run("qserv-worker-1", "database", "cat", canary)).isEqualTo("kept");
    assertThat(cluster.instance().pod("qserv-worker-1").address()).isNotEqualTo(address);
    assertAnswers();
  }
}
