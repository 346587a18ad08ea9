// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.cluster.collect.LoopbackServers.version;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.host.TimeSource;

/** Tests how long a collection takes, without other tests on the same processors. */
@Isolated
final class StatusCollectorSpeedTest {
  private final LoopbackServers servers = new LoopbackServers();

  @AfterEach
  void stopServers() throws Exception {
    servers.close();
  }

  private static List<Observation> collect(List<Target> targets) throws InterruptedException {
    InstanceDescription instance =
        new InstanceDescription("dr1", "http", Optional.empty(), targets);
    return new StatusCollector(TimeSource.real()).collect(List.of(instance)).getFirst();
  }

  @Test
  void answersFor71WorkersWithinThreeSecondsWhileAThirdHangs() throws Exception {
    int http = LoopbackServers.freePort();
    int database = LoopbackServers.freePort();
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < 71; i++) {
      String host = "127.0.4." + (i + 1);
      if (i % 3 == 0) {
        servers.hanging(host, http).hanging(host, database);
      } else {
        servers.answering(host, http, version("qserv-worker-manager", "w-" + i, "dr1"));
      }
      targets.add(TestTargets.database(host, database));
      targets.add(TestTargets.service(host, http));
    }
    collect(targets.subList(0, 4)); // the JVM loads the driver once

    long start = System.nanoTime();
    List<Observation> observations = collect(targets);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(observations).hasSize(142);
    assertThat(observations.stream().filter(one -> one.trouble().isEmpty())).hasSize(47);
    assertThat(observations.stream().filter(Observation::isSilent)).hasSize(48);
  }

  @Test
  void aSingleServiceThatHangsIsReportedWithinThreeSeconds() throws Exception {
    int port = LoopbackServers.freePort();
    servers.hanging("127.0.5.1", port);

    long start = System.nanoTime();
    List<Observation> observations = collect(List.of(TestTargets.service("127.0.5.1", port)));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(observations).singleElement().matches(Observation::isSilent);
  }
}
