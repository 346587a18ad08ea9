// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot;

/**
 * Metrics of all instances, which show the latest snapshot when they are read. They contain no text
 * from other systems except for names. Thread-safe.
 */
public final class ClusterMetrics {
  /** The label with the identifier of an instance; Prometheus itself sets {@code instance}. */
  static final String INSTANCE = "qserv_instance";

  private static final String PREFIX = "qserv_cluster_";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Supplier<Snapshot> latest;

  /**
   * Creates the metrics.
   *
   * @param version the version of this program
   * @param latest returns the latest snapshot
   */
  public ClusterMetrics(String version, Supplier<Snapshot> latest) {
    this.latest = latest;
    Info.builder()
        .name(PREFIX + "monitor_build_info")
        .help("Version of the monitor.")
        .labelNames("version")
        .register(registry)
        .addLabelValues(version);
    registerCollections();
    registerInstances();
    new ComponentMetrics(PREFIX, this::instances).register(registry);
  }

  private List<InstanceReport> instances() {
    return latest.get().report().map(ClusterReport::instances).orElse(List.of());
  }

  private void registerCollections() {
    gauge(
            "collection_timestamp_seconds",
            "When the latest report was collected, as Unix time; alert on its age.")
        .callback(callback ->
            latest
                .get()
                .report()
                .ifPresent(
                    report -> callback.call(report.time().toEpochMilli() / MILLIS_PER_SECOND)))
        .register(registry);
    gauge("collection_duration_seconds", "How long the latest collection took.")
        .callback(callback ->
            callback.call(latest.get().statistics().lastDuration().toNanos() / NANOS_PER_SECOND))
        .register(registry);
    CounterWithCallback.builder()
        .name(PREFIX + "collections_total")
        .help("Collections since the start of the monitor.")
        .labelNames("result")
        .callback(callback -> {
          callback.call((double) latest.get().statistics().succeeded(), "succeeded");
          callback.call((double) latest.get().statistics().failed(), "failed");
        })
        .register(registry);
  }

  private void registerInstances() {
    gauge("verdict", "1 for the verdict on an instance, else 0.", INSTANCE, "state")
        .callback(callback ->
            instances()
                .forEach(instance -> {
                  for (InstanceState state : InstanceState.values()) {
                    boolean current = instance.verdict().state() == state;
                    callback.call(current ? 1 : 0, instance.id(), state.toString());
                  }
                }))
        .register(registry);
    gauge("problems", "Number of problems of an instance by kind.", INSTANCE, "kind")
        .callback(callback ->
            instances()
                .forEach(instance -> {
                  for (ProblemKind kind : ProblemKind.values()) {
                    long count =
                        instance.problems().stream()
                            .filter(problem -> problem.kind() == kind)
                            .count();
                    callback.call((double) count, instance.id(), kind.toString());
                  }
                }))
        .register(registry);
    new InstanceFactMetrics(PREFIX, this::instances).register(registry);
  }

  private static GaugeWithCallback.Builder gauge(String name, String help, String... labels) {
    return GaugeWithCallback.builder().name(PREFIX + name).help(help).labelNames(labels);
  }

  /** Returns all metrics in the text format of Prometheus. */
  public String text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    return text.toString(StandardCharsets.UTF_8);
  }
}
