// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests docs/from-xrd-to-http.md: a cluster changes its release line with its data in place. */
@ResourceLock("cluster")
final class LineChangeIT {
  private static final String PROJECT = "qserv-test-line";
  private static final Optional<String> IMAGE =
      Optional.ofNullable(System.getProperty("entrypoint.dev-image"));

  private final Cluster xrd = Cluster.ofAnyLine(PROJECT, IMAGE);
  private final Cluster http = Cluster.ofAnyLine(PROJECT, IMAGE.map(name -> name + "-http"));

  @AfterEach
  void down() {
    http.dev("down", "--line", "http", "--compact", "--volumes");
    xrd.dev("down", "--line", "xrd", "--compact", "--volumes");
  }

  private static String database(Cluster cluster, String statement) {
    return cluster.exec("worker-1", "mariadb", "-NBe", statement);
  }

  @Test
  void keepsDataAndNamesOfTheWorkers() {
    xrd.dev("up", "--line", "xrd", "--compact");
    String name = database(xrd, "SELECT id FROM qservw_worker.Id");
    database(xrd, "INSERT INTO qservw_worker.Dbs VALUES ('canary')");
    xrd.dev("mode", "maintenance", "--line", "xrd", "--compact");
    xrd.dev("down", "--line", "xrd", "--compact");

    http.dev("up", "--line", "http", "--compact");
    assertThat(http.dev("status", "--line", "http", "--compact")).contains(" svc ", " parked ");
    http.dev("mode", "full", "--line", "http", "--compact");
    Eventually.within(
        Duration.ofMinutes(2),
        () ->
            assertThat(http.dev("status", "--line", "http", "--compact").lines().skip(1))
                .hasSize(12)
                .allSatisfy(line -> assertThat(line).containsPattern(" full +ready ")));

    assertThat(database(http, "SELECT id FROM qservw_worker.Id")).isEqualTo(name);
    assertThat(database(http, "SELECT db FROM qservw_worker.Dbs")).isEqualTo("canary");
    Eventually.within(
        Duration.ofMinutes(2),
        () ->
            assertThat(services()).contains(name, "\"management-port\": 25010", "\"data-port\": "));
  }

  private String services() {
    return Http.get(http.url("http", "replication", 25082, "/services?instance_id=dev"));
  }
}
