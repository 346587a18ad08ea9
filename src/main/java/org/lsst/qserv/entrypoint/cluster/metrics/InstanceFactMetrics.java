// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;

/** Metrics of the facts about an instance as a whole. An unknown fact has no sample. */
final class InstanceFactMetrics {
  private final String prefix;
  private final Supplier<List<InstanceReport>> instances;

  /**
   * Creates the metrics.
   *
   * @param prefix the beginning of their names
   * @param instances returns the instances of the latest report
   */
  InstanceFactMetrics(String prefix, Supplier<List<InstanceReport>> instances) {
    this.prefix = prefix;
    this.instances = instances;
  }

  void register(PrometheusRegistry registry) {
    gauge(registry, "workers", FactName.WORKERS, "Number of workers that the controller knows.");
    gauge(
        registry,
        "open_transactions",
        FactName.OPEN_TRANSACTIONS,
        "Number of open ingest transactions.");
    gauge(registry, "running_queries", FactName.RUNNING_QUERIES, "Number of running user queries.");
    GaugeWithCallback.builder()
        .name(prefix + "replication_level")
        .help("Number of copies of a chunk: the least one, and the required one.")
        .labelNames(ClusterMetrics.INSTANCE, "part")
        .callback(callback ->
            instances
                .get()
                .forEach(instance -> {
                  Fact fact = instance.facts().get(FactName.REPLICATION_LEVEL);
                  if (fact != null && fact.value() instanceof FactValue.Fields fields) {
                    fields
                        .fields()
                        .forEach((part, value) -> {
                          if (value instanceof FactValue.Whole(long number)) {
                            callback.call((double) number, instance.id(), part);
                          }
                        });
                  }
                }))
        .register(registry);
  }

  private void gauge(PrometheusRegistry registry, String name, FactName fact, String help) {
    GaugeWithCallback.builder()
        .name(prefix + name)
        .help(help)
        .labelNames(ClusterMetrics.INSTANCE)
        .callback(callback ->
            instances
                .get()
                .forEach(instance -> {
                  Fact known = instance.facts().get(fact);
                  if (known != null && known.value() instanceof FactValue.Whole(long number)) {
                    callback.call((double) number, instance.id());
                  }
                }))
        .register(registry);
  }
}
