// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.lsst.qserv.entrypoint.cluster.collect.LoopbackServers.version;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.host.TimeSource;

final class StatusCollectorTest {
  private static final String HOST = "127.0.3.1";

  private final LoopbackServers servers = new LoopbackServers();

  @AfterEach
  void stopServers() throws Exception {
    servers.close();
  }

  /** The limit of a collector that never considers itself delayed. */
  private static final Duration NEVER = Duration.ofDays(1);

  private static final Duration ALWAYS = Duration.ofNanos(-1);

  private static List<Observation> collect(List<Target> targets) throws InterruptedException {
    return collect(targets, NEVER);
  }

  private static List<Observation> collect(List<Target> targets, Duration delayLimit)
      throws InterruptedException {
    InstanceDescription instance =
        new InstanceDescription("dr1", "http", Optional.empty(), targets);
    return new StatusCollector(TimeSource.real(), delayLimit).collect(List.of(instance)).getFirst();
  }

  private static Trouble troubleOf(Target target) throws InterruptedException {
    return collect(List.of(target)).getFirst().trouble().orElseThrow();
  }

  @Test
  void readsIdentityInstanceAndVersionOfAService() throws Exception {
    int port = LoopbackServers.freePort();
    servers.answering(HOST, port, version("qserv-worker-manager", "w-1", "dr1"));

    Observation observation = collect(List.of(TestTargets.service(HOST, port))).getFirst();

    assertThat(observation.trouble()).isEmpty();
    assertThat(observation.facts())
        .hasEntrySatisfying(FactName.IDENTITY, fact -> assertThat(fact.value()).hasToString("w-1"))
        .hasEntrySatisfying(FactName.INSTANCE, fact -> assertThat(fact.value()).hasToString("dr1"))
        .hasEntrySatisfying(FactName.VERSION, fact -> assertThat(fact.value()).hasToString("55"))
        .hasEntrySatisfying(
            FactName.STATE,
            fact ->
                assertThat(fact.source())
                    .isEqualTo("HTTP http://" + HOST + ":" + port + "/meta/version"));
  }

  @Test
  void aPortWithoutListenerIsUnreachableAndRefused() throws Exception {
    int port = LoopbackServers.freePort();

    Trouble trouble = troubleOf(TestTargets.service(HOST, port));

    assertThat(trouble.kind()).isEqualTo(ProblemKind.UNREACHABLE);
    assertThat(trouble.text()).isEqualTo("connection refused by " + HOST + ":" + port);
    assertThat(trouble.refused()).isTrue();
  }

  @Test
  void anUnknownHostIsUnreachable() throws Exception {
    Trouble trouble = troubleOf(TestTargets.service("no-such-host.invalid", 80));

    assertThat(trouble.kind()).isEqualTo(ProblemKind.UNREACHABLE);
    assertThat(trouble.text()).isEqualTo("unknown host no-such-host.invalid:80");
    assertThat(trouble.refused()).isFalse();
  }

  @Test
  void aServiceThatHangsIsUnreachable() throws Exception {
    int port = LoopbackServers.freePort();
    servers.hanging(HOST, port);

    Trouble trouble = troubleOf(TestTargets.service(HOST, port));

    assertThat(trouble.kind()).isEqualTo(ProblemKind.UNREACHABLE);
    assertThat(trouble.text()).isEqualTo("no response from " + HOST + ":" + port + " within 2 s");
    assertThat(trouble.refused()).isFalse();
  }

  @Test
  void asksASilentServiceOnceMoreIfThisProcessIsDelayed() throws Exception {
    int port = LoopbackServers.freePort();
    servers.silentOnce(HOST, port, version("qserv-worker-manager", "w-1", "dr1"));

    List<Target> target = List.of(TestTargets.service(HOST, port));
    assertThat(collect(target, ALWAYS).getFirst().trouble()).isEmpty();
  }

  @Test
  void theSameTargetOfTwoInstancesIsCheckedForBoth() throws Exception {
    int port = LoopbackServers.freePort();
    servers.answering(HOST, port, version("qserv-worker-manager", "w-1", "dr1"));
    List<Target> target = List.of(TestTargets.service(HOST, port));
    List<InstanceDescription> instances =
        List.of(
            new InstanceDescription("dr1", "http", Optional.empty(), target),
            new InstanceDescription("dr2", "http", Optional.empty(), target));

    assertThat(new StatusCollector(TimeSource.real(), NEVER).collect(instances))
        .allSatisfy(observations -> assertThat(observations.getFirst().trouble()).isEmpty());
  }

  @Test
  void aDatabaseThatHangsIsUnreachable() throws Exception {
    int port = LoopbackServers.freePort();
    servers.hanging(HOST, port);

    Trouble trouble = troubleOf(TestTargets.database(HOST, port));

    assertThat(trouble.kind()).isEqualTo(ProblemKind.UNREACHABLE);
    assertThat(trouble.text()).startsWith("no response from " + HOST);
  }

  @Test
  void aDatabaseWithoutListenerIsUnreachable() throws Exception {
    int port = LoopbackServers.freePort();

    Trouble trouble = troubleOf(TestTargets.database(HOST, port));

    assertThat(trouble.kind()).isEqualTo(ProblemKind.UNREACHABLE);
    assertThat(trouble.text()).isEqualTo("connection refused by " + HOST + ":" + port);
    assertThat(trouble.refused()).isTrue();
  }

  @Test
  void aServiceThatRejectsTheRequestDeniesAccess() throws Exception {
    int port = LoopbackServers.freePort();
    servers.answering(HOST, port, 401, "");

    assertThat(troubleOf(TestTargets.service(HOST, port)).kind())
        .isEqualTo(ProblemKind.ACCESS_DENIED);
  }

  @Test
  void aServiceThatReportsAnErrorIsBadAndOnlyTheStartOfItsMessageIsReported() throws Exception {
    int port = LoopbackServers.freePort();
    String error = "x".repeat(1000);
    servers.answering(HOST, port, "{\"success\": 0, \"error\": \"" + error + "\"}");

    Trouble trouble = troubleOf(TestTargets.service(HOST, port));

    assertThat(trouble.kind()).isEqualTo(ProblemKind.BAD);
    assertThat(trouble.text()).contains(" reports: xxx").hasSizeLessThan(300);
  }

  @Test
  void aServiceWithAnotherStatusOrWithoutJsonIsBad() throws Exception {
    int port = LoopbackServers.freePort();
    servers.answering(HOST, port, 500, "");
    servers.answering("127.0.3.2", port, "not JSON");

    assertThat(troubleOf(TestTargets.service(HOST, port)).text()).startsWith("HTTP status 500");
    assertThat(troubleOf(TestTargets.service("127.0.3.2", port)).kind()).isEqualTo(ProblemKind.BAD);
  }

  @Test
  void readsTheEntriesOfTheRegistry() throws Exception {
    int port = LoopbackServers.freePort();
    servers.answering(
        HOST,
        port,
        """
        {"success": 1, "services": {
          "workers": {"w-1": {
            "qserv": {"host-name": "h1.x", "host-addr": "10.0.0.1", "update-time-ms": 1000,
              "management-port": 25010},
            "replication": {"host-name": "h1.x", "host-addr": "10.0.0.1", "update-time-ms": 2000}}},
          "czars": {"http": {"host-name": "czar", "update-time-ms": 3000}},
          "controllers": {}}}
        """);

    Observation observation = collect(List.of(TestTargets.registry(HOST, port))).getFirst();

    assertThat(observation.entries().orElseThrow())
        .extracting(
            entry -> entry.group() + " " + entry.part() + " " + entry.name() + " " + entry.host(),
            RegistryEntry::heartbeat)
        .containsExactly(
            tuple("czars  http czar", Instant.ofEpochMilli(3000)),
            tuple("workers qserv w-1 h1.x", Instant.ofEpochMilli(1000)),
            tuple("workers replication w-1 h1.x", Instant.ofEpochMilli(2000)));
  }
}
