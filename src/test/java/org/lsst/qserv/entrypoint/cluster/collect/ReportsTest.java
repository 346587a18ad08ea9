// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.cluster.collect.LoopbackServers.version;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.cluster.description.HeartbeatRule;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.host.TimeSource;

/** Tests what launchers, controllers and czars report besides their checks. */
final class ReportsTest {
  private static final String HOST = "127.0.6.1";
  private static final String OTHER = "127.0.6.2";

  private final LoopbackServers servers = new LoopbackServers();
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    port = LoopbackServers.freePort();
  }

  @AfterEach
  void stopServers() throws IOException {
    servers.close();
  }

  private static List<Observation> collect(Target... targets) throws InterruptedException {
    InstanceDescription instance =
        new InstanceDescription("dr1", "http", Optional.empty(), Arrays.asList(targets));
    return new StatusCollector(TimeSource.real(), Duration.ofDays(1))
        .collect(List.of(instance))
        .getFirst();
  }

  private Target target(String component, Optional<HeartbeatRule> rule, String kind, String path) {
    Target service = TestTargets.service("worker", HOST, component, port, rule);
    return new Target(
        service.role(),
        HOST,
        component,
        service.endpoint(),
        service.modes(),
        rule,
        Map.of(kind, URI.create("http://" + OTHER + ":" + port + path)));
  }

  private static String textOf(Observation observation, FactName name) {
    return Optional.ofNullable(observation.facts().get(name))
        .map(fact -> fact.value().toString())
        .orElse("");
  }

  @Test
  void readsModeStateRestartsAndProgressFromTheLauncherEvenIfTheServiceIsDown() throws Exception {
    servers.answering(
        OTHER,
        port,
        """
        [{"version": 1, "role": "worker", "mode": {"mode": "maintenance"}, "components": [
          {"name": "database", "state": "ready", "since": "2026-11-27T08:00:00Z", "restarts": 0},
          {"name": "svc", "state": "backoff", "reason": "exit code 1", "restarts": 3,
           "since": "2026-11-27T09:00:00Z",
           "progress": {"text": "wait for database", "done": 5, "total": 600}}],
          "volumes": [{"directory": "/qserv/data", "free": 5, "size": 600}, {"directory": "/x"}]}]
        """);

    Observation observation =
        collect(target("svc", Optional.empty(), Target.LAUNCHER, "/status")).getFirst();

    assertThat(observation.trouble()).isPresent();
    assertThat(textOf(observation, FactName.MODE)).isEqualTo("maintenance");
    assertThat(textOf(observation, FactName.STATE)).isEqualTo("backoff");
    assertThat(textOf(observation, FactName.REASON)).isEqualTo("exit code 1");
    assertThat(textOf(observation, FactName.RESTARTS)).isEqualTo("3");
    assertThat(textOf(observation, FactName.SINCE)).isEqualTo("2026-11-27T09:00:00Z");
    assertThat(textOf(observation, FactName.PROGRESS))
        .isEqualTo("text wait for database, done 5, total 600");
    assertThat(textOf(observation, FactName.VOLUMES)).isEqualTo("/qserv/data free 5, size 600");
  }

  @Test
  void aLauncherThatStillReportsReadyDoesNotHideThatTheCheckFails() throws Exception {
    servers.answering(
        OTHER,
        port,
        """
        [{"role": "worker", "mode": {"mode": "full"},
          "components": [{"name": "svc", "state": "ready"}]}]
        """);

    Observation observation =
        collect(target("svc", Optional.empty(), Target.LAUNCHER, "/status")).getFirst();

    assertThat(textOf(observation, FactName.MODE)).isEqualTo("full");
    assertThat(observation.facts()).doesNotContainKey(FactName.STATE);
  }

  @Test
  void readsTheReleaseLineEvenOfALauncherWithoutTheComponent() throws Exception {
    servers.answering(
        OTHER,
        port,
        """
        [{"role": "worker", "release-line": "xrd", "mode": {"mode": "full"},
          "components": [{"name": "xrootd", "state": "ready"}]}]
        """);

    Observation observation =
        collect(target("svc", Optional.empty(), Target.LAUNCHER, "/status")).getFirst();

    assertThat(textOf(observation, FactName.RELEASE_LINE)).isEqualTo("xrd");
    assertThat(observation.facts()).doesNotContainKeys(FactName.STATE, FactName.MODE);
  }

  @Test
  void aLauncherThatHangsOrSendsNonsenseChangesNothing() throws Exception {
    servers.answering(HOST, port, version("k", "id", "dr1")).hanging(OTHER, port);
    Target target = target("svc", Optional.empty(), Target.LAUNCHER, "/status");

    long start = System.nanoTime();
    assertThat(collect(target).getFirst().trouble()).isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(LauncherReply.parse("nonsense", "test", TimeSource.real().now())).isEmpty();
    assertThat(LauncherReply.parse("[]", "test", TimeSource.real().now())).isEmpty();
  }

  @Test
  void countsTheOpenTransactionsAndTheWorkersOfTheController() throws Exception {
    servers.answering(HOST, port, version("k", "id", "dr1"));
    servers.answering(
        OTHER,
        port,
        """
        {"success": 1, "workers": ["a", "b"], "databases": {
          "d1": {"transactions": [{"id": 1, "state": "STARTED"}, {"id": 2, "state": "FINISHED"}]},
          "d2": {"transactions": [{"id": 3, "state": "IS_FINISHING"}]}}}
        """);

    assertThat(
            textOf(
                collect(target("c", Optional.empty(), "workers", "/")).getFirst(),
                FactName.WORKERS))
        .isEqualTo("2");
    assertThat(
            textOf(
                collect(target("c", Optional.empty(), "transactions", "/ingest/trans?a=b"))
                    .getFirst(),
                FactName.OPEN_TRANSACTIONS))
        .isEqualTo("2");
  }

  @Test
  void readsTheReplicationLevelOfTheFamilyThatMissesMostCopies() throws Exception {
    servers.answering(HOST, port, version("k", "1", "dr1"));
    servers.answering(
        OTHER,
        port,
        """
        {"success": 1, "families": {
          "complete": {"level": 2, "databases": {"d1": {"levels": [%1$s, %1$s, %2$s]}}},
          "incomplete": {"level": 3, "databases": {
            "d2": {"levels": [%1$s, %2$s, %2$s]}, "d3": {"levels": [%1$s, %1$s, %2$s]}}},
          "empty": {"level": 9, "databases": {"d4": {"levels": [%1$s]}}}}}
        """
            .formatted(chunks(0), chunks(7)));

    Observation observation =
        collect(target("c", Optional.empty(), "replication-level", "/replication/level"))
            .getFirst();

    assertThat(textOf(observation, FactName.REPLICATION_LEVEL)).isEqualTo("least 1, required 3");
  }

  private static String chunks(int number) {
    return "{\"qserv\": {\"online\": {\"num_chunks\": " + number + "}}}";
  }

  @Test
  void anInstanceWithoutChunksHasNoReplicationLevel() throws Exception {
    servers.answering(HOST, port, version("k", "1", "dr1"));
    servers.answering(OTHER, port, "{\"success\": 1, \"families\": {}}");

    Observation observation =
        collect(target("c", Optional.empty(), "replication-level", "/replication/level"))
            .getFirst();

    assertThat(observation.facts()).doesNotContainKey(FactName.REPLICATION_LEVEL);
  }

  @Test
  void asksEachCzarOfTheHostForItsQueriesOnTheManagementPortInTheRegistry() throws Exception {
    assertThat(
            runningQueries(
                """
                {"success": 1, "queries": [
                  {"queryId": 7, "status": "EXECUTING", "history": [[1, 2]]},
                  {"queryId": 8, "status": "EXECUTING", "history": []},
                  {"queryId": 9, "status": "COMPLETED", "history": []}, "nonsense"]}
                """))
        .contains(
            new Fact(
                new FactValue.Whole(4),
                "HTTP http://" + OTHER + ":" + port + "/query-progress",
                Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"success\": 0, \"error\": \"The cut-off time must be specified\"}",
        "{\"success\": 1, \"queries\": {\"7\": [[1, 2]]}}"
      })
  void runningQueriesAreUnknownIfTheCzarDoesNotReportTheirStatus(String reply) throws Exception {
    assertThat(runningQueries(reply)).isEmpty();
  }

  /** Returns what two czars on a host report, without its time. */
  private Optional<Fact> runningQueries(String reply) throws Exception {
    int registry = LoopbackServers.freePort();
    servers.answering(HOST, port, version("k", "1", "dr1"));
    servers.answering(OTHER, port, reply);
    servers.answering(
        HOST,
        registry,
        """
        {"success": 1, "services": {"czars": {
          "http": {"host-name": "%1$s", "update-time-ms": 1, "management-port": %2$d},
          "proxy": {"host-name": "%1$s", "update-time-ms": 2, "management-port": %2$d},
          "wrong": {"host-name": "%1$s", "update-time-ms": 2, "management-port": 70000},
          "negative": {"host-name": "%1$s", "update-time-ms": 2, "management-port": -1},
          "other": {"host-name": "elsewhere", "update-time-ms": 3, "management-port": %2$d}}}}
        """
            .formatted(HOST, port));
    HeartbeatRule rule = new HeartbeatRule("czars", "", Duration.ofSeconds(1));
    Target czar = target("http", Optional.of(rule), "queries", "/query-progress");
    Target anyPort =
        new Target(
            czar.role(),
            czar.host(),
            czar.component(),
            czar.endpoint(),
            czar.modes(),
            czar.heartbeat(),
            Map.of("queries", URI.create("http://" + OTHER + ":0/query-progress")));

    List<Observation> observations = collect(TestTargets.registry(HOST, registry), anyPort);

    return Optional.ofNullable(observations.getLast().facts().get(FactName.RUNNING_QUERIES))
        .map(fact -> new Fact(fact.value(), fact.source(), Instant.EPOCH));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedReplyAffectsOnlyItsComponent(String reply) throws Exception {
    servers.answering(OTHER, port, reply);
    int healthy = LoopbackServers.freePort();
    servers.answering(HOST, healthy, version("k", "1", "dr1"));

    List<Observation> observations =
        collect(TestTargets.service(OTHER, port), TestTargets.service(HOST, healthy));

    assertThat(observations.getFirst().trouble()).isPresent();
    assertThat(observations.getLast().trouble()).isEmpty();
  }

  private static Stream<String> malformed() {
    return Stream.of(
        "[".repeat(200_000), "{\"a\":".repeat(100_000), "", "\0", "{\"success\": 1e999}");
  }

  @Test
  void aTimeThatCannotBeFormattedIsShownAsItIs() {
    String since = "+1000000000-12-31T23:59:59Z";
    LauncherReply reply =
        LauncherReply.parse(
                """
                [{"role": "worker", "components": [{"name": "svc", "state": "ready", "since": "%s"}]}]
                """
                    .formatted(since),
                "test",
                Instant.EPOCH)
            .orElseThrow();
    assertThat(reply.facts("worker", "svc").get(FactName.SINCE))
        .isEqualTo(Fact.of(since, "test", Instant.EPOCH));
  }
}
