// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.TestedLine;

/**
 * Tests docs/from-xrd-to-http.md: a cluster changes its release line with its data in place. The
 * compact cluster of line xrd becomes that of line http with one container per component.
 */
@ResourceLock("cluster")
@Tag("full-suite")
final class LineChangeIT {
  private static final String PROJECT = "qserv-test-line";

  private final Cluster xrd = Cluster.ofProject(PROJECT, TestedLine.XRD, "--compact");
  private final Cluster http = Cluster.ofProject(PROJECT, TestedLine.HTTP);

  @BeforeEach
  @AfterEach
  void removeClusters() {
    http.dev("down", "--volumes");
    xrd.dev("down", "--volumes");
  }

  @Test
  void keepsDataAndNamesOfTheWorkersAndRunsAsExplained() {
    xrd.dev("up");
    String name = query(xrd, "worker-1", "SELECT id FROM qservw_worker.Id");
    query(xrd, "worker-1", "INSERT INTO qservw_worker.Dbs VALUES ('canary')");
    xrd.dev("mode", "maintenance");
    xrd.dev("down");

    String up = http.dev("up");

    assertThat(up).contains("Every component is ready");
    String database = "worker-1-database";
    assertThat(query(http, database, "SELECT id FROM qservw_worker.Id")).isEqualTo(name);
    assertThat(query(http, database, "SELECT db FROM qservw_worker.Dbs")).isEqualTo("canary");
    Eventually.within(
        Duration.ofMinutes(1),
        () ->
            assertThat(services()).contains(name, "\"management-port\": 25010", "\"data-port\": "));
    ExplainedContainers explained = new ExplainedContainers(http);
    Set<String> components = new TreeSet<>(http.containers().keySet());
    components.removeIf(service -> !service.matches("(czar|worker-\\d|replication)-.*"));
    assertThat(components).hasSize(12).allSatisfy(explained::assertRunsAsExplained);
  }

  private static String query(Cluster cluster, String service, String statement) {
    return cluster.exec(service, "mariadb", "-NBe", statement);
  }

  private String services() {
    return Http.get(http.url("http", "replication", 25082, "/services?instance_id=dev"));
  }
}
