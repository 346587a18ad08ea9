// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Tests the development cluster, from {@code ./dev up} to {@code ./dev down}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock("cluster")
@Tag(TestedLine.TAG)
@Order(1)
final class ClusterIT {
  private static final TestedLine LINE = TestedLine.CURRENT;
  private static final int COMPONENTS = Components.count(LINE);
  private static final int DATABASES = Components.DATABASES;

  private static final int CHANGES = 20;

  private static final Set<String> NETWORK_OWNERS =
      Set.of("czar", "worker-1", "worker-2", "xrootd", "replication", "monitor");

  /** The component that receives the queries of a worker. */
  private static final String WORKER_SERVICE = LINE == TestedLine.XRD ? "xrootd" : "svc";

  /**
   * The containers with a Java process: the launcher of a service that may hang, and the monitor,
   * which is this program itself.
   */
  private static final Pattern WITH_JAVA = Pattern.compile("worker-\\d-svc|monitor-status");

  private static final String CANARY = "/qserv/data/canary";

  /** The programs that are not stand-ins, and the signals that they handle. */
  private static final Map<String, String> OWN_SIGNALS =
      Map.of(
          "mariadbd", "MariaDB blocks and ignores some", "xrootd", "as cmsd", "cmsd", "XRootD's");

  private final Cluster cluster = Cluster.ofComponents();
  private String up = "";

  private static final Predicate<String> READY =
      Pattern.compile(" full +(ready|running) ").asPredicate();

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
    List<String> lines = cluster.dev("status").lines().toList();
    // on a busy machine, a check may time out
    for (int tries = 1; tries < 10 && !lines.stream().skip(1).allMatch(READY); tries++) {
      lines = cluster.dev("status").lines().toList();
    }
    assertThat(lines.getFirst()).startsWith("ROLE");
    assertThat(lines.subList(1, lines.size())).hasSize(COMPONENTS).allMatch(READY);
  }

  @Test
  @Order(2)
  void writesReferencesInsteadOfSecretsToTheCzarsConfiguration() {
    String file = LINE == TestedLine.XRD ? "qserv-czar.cnf" : "qserv-czar.cfg";
    String configuration = cluster.exec("czar-http", "cat", "/config-etc/" + file);
    assertThat(configuration)
        .contains("passwd = file:/run/secrets/czar-qsmaster-password")
        .contains("auth_key = file:/run/secrets/auth-key")
        .doesNotContain(
            cluster.exec("czar-http", "cat", "/run/secrets/czar-qsmaster-password"),
            cluster.exec("czar-http", "cat", "/run/secrets/auth-key"));
  }

  @Test
  @Order(2)
  void explainsTheRunningProcessOfEachComponent() {
    ExplainedContainers explained = new ExplainedContainers(cluster);
    Set<String> components = new TreeSet<>(cluster.containers().keySet());
    components.removeAll(NETWORK_OWNERS);
    components.remove("monitor-status"); // the command entrypoint replaces itself with Java
    assertThat(components).hasSize(COMPONENTS - Components.MONITOR);
    assertThat(Sample.of(ClusterIT.class).of(List.copyOf(components), 6))
        .allSatisfy(explained::assertRunsAsExplained);
  }

  @Test
  @Order(2)
  void returnsRowsForAQueryThroughTheCzarsPort() throws Exception {
    String password = cluster.exec("czar-database", "cat", "/run/secrets/czar-qsmaster-password");
    String url = "jdbc:mariadb://" + cluster.address("czar", 4040) + "/qservMeta?sslMode=disable";
    try (Connection connection = DriverManager.getConnection(url, "qsmaster", password);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT metakey, value FROM QMetadata")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("version");
      assertThat(rows.getString(2)).isEqualTo("17");
    }
  }

  @Test
  @Order(3)
  void reachesAWorkerAsTheCzarDoes() {
    if (LINE == TestedLine.XRD) {
      assertThatTheRedirectorFindsAFileOfOneWorker();
    } else {
      assertThatTheRegistryHasThePortsOfTheWorkers();
    }
  }

  private void assertThatTheRedirectorFindsAFileOfOneWorker() {
    cluster.exec("worker-1-xrootd", "sh", "-c", "echo only here > /qserv/data/xrootd/one.txt");
    String content =
        cluster.docker(
            "run",
            "--rm",
            "--network",
            "host",
            "qserv-dev-base",
            "xrdcp",
            "--silent",
            "root://" + cluster.address("xrootd", 1094) + "//one.txt",
            "-");
    assertThat(content).isEqualTo("only here");
    assertThat(cluster.exec("worker-2-xrootd", "ls", "/qserv/data/xrootd")).isEmpty();
  }

  private void assertThatTheRegistryHasThePortsOfTheWorkers() {
    String services = services();
    Matcher dataPorts = Pattern.compile("\"data-port\": (\\d+)").matcher(services);
    assertThat(dataPorts.results().map(port -> port.group(1)))
        .hasSize(2)
        .allSatisfy(port -> assertThat(Integer.parseInt(port)).isPositive());
    for (String worker : List.of("worker-1", "worker-2")) {
      assertThat(
              cluster.exec(
                  "czar-http",
                  "python3",
                  "-c",
                  "import urllib.request as r; print(r.urlopen('http://%s:25010/meta/version').read())"
                      .formatted(worker)))
          .contains("\"version\": ");
    }
    assertThat(services).contains("\"management-port\": 25010");
  }

  @Test
  @Order(4)
  void listsBothWorkersAndTheControllerInTheRegistry() {
    assertThat(services())
        .contains("\"success\": 1")
        .contains("\"host-name\": \"worker-1\"")
        .contains("\"host-name\": \"worker-2\"")
        .contains("\"controllers\": {\"master\"");
  }

  private String services() {
    return Http.get(cluster.url("http", "replication", 25082, "/services?instance_id=dev"));
  }

  @Test
  @Order(5)
  void returnsTheVersionsOfControllerAndCzar() {
    assertThat(Http.get(cluster.url("http", "replication", 25081, "/meta/version")))
        .contains("\"kind\": \"replication-controller\"");
    assertThat(Http.get(cluster.url("https", "czar", 4048, "/meta/version")))
        .contains("\"kind\": \"qserv-czar-query-frontend\"");
  }

  @Test
  @Order(6)
  void startsServicesBelowAnInitWithoutJavaUnlessTheyMayHang() {
    cluster
        .containers()
        .forEach((service, container) -> {
          Map<String, String> processes = processes(container);
          assertThat(processes.get("1")).as("PID 1 of " + service).startsWith("tini ");
          assertThat(processes.values().stream().filter(p -> p.startsWith("java ")))
              .as(service)
              .hasSize(WITH_JAVA.matcher(service).matches() ? 1 : 0);
          processes.forEach((pid, process) -> assertClean(service, process));
        });
  }

  private static void assertClean(String service, String process) {
    String name = process.substring(0, process.indexOf(' '));
    if (name.equals("java")) {
      return;
    }
    if (!name.equals("tini") && !OWN_SIGNALS.containsKey(name)) {
      assertThat(process).as(service).contains("blocked=0000000000000000 ignored=0000000000000000");
    }
    assertThat(process).as(service).doesNotContain("modules").doesNotContain("entrypoint.jar");
  }

  /** Returns the processes by pid: name, signal masks, open files. */
  private Map<String, String> processes(String container) {
    String script =
        """
        for p in /proc/[0-9]*; do
          [ "${p#/proc/}" = $$ ] && continue
          read -r name 2>/dev/null < $p/comm || continue
          blocked='' ignored='' parent=''
          while read -r key value; do
            case $key in SigBlk:) blocked=$value ;; SigIgn:) ignored=$value ;; PPid:) parent=$value ;; esac
          done < $p/status
          # what the engine starts in the container, a health check, has no parent in it
          [ "$parent" = 0 ] && [ $p != /proc/1 ] && continue
          files=$(for f in $p/fd/*; do readlink $f; done 2>/dev/null | tr '\\n' ' ')
          echo "${p#/proc/}|$name blocked=$blocked ignored=$ignored files=$files"
        done 2>/dev/null
        """;
    Map<String, String> processes = new TreeMap<>();
    cluster
        .docker("exec", container, "sh", "-c", script)
        .lines()
        .forEach(line -> processes.put(line.split("\\|", -1)[0], line.split("\\|", -1)[1]));
    return processes;
  }

  @Test
  @Order(7)
  void forwardsDockerStopAsSigterm() {
    // programs without a handler are killed by it, the server and a supervisor exit by themselves
    assertThat(stopped("worker-2-" + WORKER_SERVICE))
        .isEqualTo(LINE == TestedLine.XRD ? "143" : "0");
    assertThat(stopped("worker-2-replica")).isEqualTo("143");
    assertThat(stopped("worker-2-database")).isEqualTo("0");
    cluster.dev("up");
  }

  private String stopped(String service) {
    String container = cluster.container(service);
    cluster.docker("stop", "--time", "60", container);
    return cluster.docker("inspect", "--format", "{{.State.ExitCode}}", container);
  }

  @Test
  @Tag("full-suite")
  @Order(8)
  void parksAllButTheDatabasesInMaintenanceAndReturns() {
    Map<String, String> before = cluster.containers();
    cluster.exec("worker-1-database", "sh", "-c", "echo kept >" + CANARY);
    QueryLoad load = QueryLoad.start(cluster, "worker-1-database");

    for (int i = 0; i < CHANGES / 2; i++) {
      cluster.dev("mode", "maintenance");
      String status = cluster.dev("status");
      assertThat(status.lines().filter(line -> line.contains("maintenance  ready")))
          .hasSize(DATABASES);
      assertThat(status.lines().filter(line -> line.contains("maintenance  parked")))
          .hasSize(COMPONENTS - DATABASES - Components.MONITOR);
      cluster.dev("mode", "full");
    }

    assertThat(cluster.dev("up")).contains("Every component is ready");
    assertThat(cluster.containers()).isEqualTo(before);
    assertThat(cluster.exec("worker-1-database", "cat", CANARY)).isEqualTo("kept");
    load.assertUndisturbed();
  }

  @Test
  @Order(9)
  void changesTheModeOfOneRole() {
    cluster.dev("mode", "maintenance", "worker-2");
    assertThat(cluster.dev("status").lines().filter(line -> line.contains("  parked")))
        .hasSize(LINE.workerServices().size())
        .allSatisfy(line -> assertThat(line).contains("worker-2-"));
    cluster.dev("mode", "full", "worker-2");
  }

  @Test
  @Order(10)
  void showsTheStateOfTheInstanceWithoutASecret() {
    Eventually.within(
        Duration.ofSeconds(60),
        () -> {
          Command.Result result = cluster.devResult("cluster-status");
          assertThat(result.output()).startsWith("serving: ");
          assertThat(result.exit()).isZero();
          assertThat(result.output())
              .contains("WORKER\n", "worker-2", " 17 ", "-MariaDB")
              .doesNotContain(statusPassword());
        });
  }

  private String statusPassword() {
    return cluster.exec("czar-database", "cat", "/run/secrets/status-password");
  }
}
