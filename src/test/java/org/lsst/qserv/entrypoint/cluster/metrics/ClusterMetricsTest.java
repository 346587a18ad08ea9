// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.cluster.page.SampleCluster;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.cluster.report.SampleReport;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot.CollectionStatistics;

/** Tests the metrics of all instances. StatusPageIT checks their names with promtool. */
final class ClusterMetricsTest {
  private Snapshot snapshot = Snapshot.empty(Duration.ofSeconds(5));
  private final ClusterMetrics metrics = new ClusterMetrics("1.2", () -> snapshot);

  private void report(ClusterReport report) {
    snapshot =
        new Snapshot(
            Optional.of(report),
            Optional.empty(),
            new CollectionStatistics(7, 2, Duration.ofMillis(850)),
            Duration.ofSeconds(5),
            List.of());
  }

  private List<String> samples(String name) throws IOException {
    return metrics.text().lines().filter(line -> line.startsWith("qserv_cluster_" + name)).toList();
  }

  @Test
  void beforeTheFirstReportThereAreNoInstances() throws IOException {
    assertThat(metrics.text().lines().filter(line -> !line.startsWith("#")))
        .containsExactlyInAnyOrder(
            "qserv_cluster_monitor_build_info{version=\"1.2\"} 1",
            "qserv_cluster_collection_duration_seconds 0.0",
            "qserv_cluster_collections_total{result=\"failed\"} 0.0",
            "qserv_cluster_collections_total{result=\"succeeded\"} 0.0");
  }

  @Test
  void exactlyTheVerdictIsOne() throws IOException {
    report(SampleCluster.degraded(SampleReport.TIME, 71));

    assertThat(samples("verdict"))
        .contains("qserv_cluster_verdict{qserv_instance=\"dr1\",state=\"degraded\"} 1.0")
        .hasSize(InstanceState.values().length)
        .filteredOn(line -> line.endsWith(" 0.0"))
        .hasSize(InstanceState.values().length - 1);
  }

  @Test
  void problemsAreCountedByKindAndShownByComponent() throws IOException {
    report(SampleCluster.degraded(SampleReport.TIME, 71));
    String worker = ",host=\"worker-70.worker\"";
    String instance = ",qserv_instance=\"dr1\",role=\"worker\"} ";

    assertThat(samples("problems"))
        .contains(
            "qserv_cluster_problems{kind=\"unreachable\",qserv_instance=\"dr1\"} 1.0",
            "qserv_cluster_problems{kind=\"missing\",qserv_instance=\"dr1\"} 0.0")
        .hasSize(ProblemKind.values().length);
    assertThat(samples("component_problem"))
        .contains(
            "qserv_cluster_component_problem{component=\"database\""
                + worker
                + ",kind=\"access-denied\""
                + instance
                + "1.0")
        .hasSize(3);
    assertThat(samples("component_up"))
        .contains(
            "qserv_cluster_component_up{component=\"database\"" + worker + instance + "0.0",
            "qserv_cluster_component_up{component=\"svc\"" + worker + instance + "1.0")
        .hasSize(3 + 3 * 71 + 2);
  }

  @Test
  void factsAreNumbersIfTheyAreKnown() throws IOException {
    report(SampleCluster.serving(SampleReport.TIME, 2));

    assertThat(samples("collection"))
        .contains(
            "qserv_cluster_collection_timestamp_seconds 1.7958E9",
            "qserv_cluster_collection_duration_seconds 0.85",
            "qserv_cluster_collections_total{result=\"succeeded\"} 7.0");
    assertThat(samples("workers"))
        .containsExactly("qserv_cluster_workers{qserv_instance=\"dr1\"} 2.0");
    assertThat(samples("running_queries"))
        .containsExactly("qserv_cluster_running_queries{qserv_instance=\"dr1\"} 14.0");
    assertThat(samples("replication_level"))
        .containsExactly(
            "qserv_cluster_replication_level{part=\"least\",qserv_instance=\"dr1\"} 2.0",
            "qserv_cluster_replication_level{part=\"required\",qserv_instance=\"dr1\"} 3.0");
    assertThat(samples("schema_version"))
        .contains(
            "qserv_cluster_schema_version{component=\"database\",host=\"czar\",qserv_instance=\"dr1\","
                + "role=\"czar\"} 17.0")
        .hasSize(3);
    assertThat(samples("database_version")).hasSize(3);
    assertThat(samples("component_mode")).hasSize(3 + 6 + 2);
  }
}
