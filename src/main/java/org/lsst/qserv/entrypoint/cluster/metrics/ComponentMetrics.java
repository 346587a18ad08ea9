// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/** Metrics of each component on each host. */
final class ComponentMetrics {
  private static final List<String> LABELS =
      List.of(ClusterMetrics.INSTANCE, "role", "host", "component");

  private final String prefix;
  private final Supplier<List<InstanceReport>> instances;

  /**
   * Creates the metrics.
   *
   * @param prefix the beginning of their names
   * @param instances returns the instances of the latest report
   */
  ComponentMetrics(String prefix, Supplier<List<InstanceReport>> instances) {
    this.prefix = prefix;
    this.instances = instances;
  }

  void register(PrometheusRegistry registry) {
    gauge("component_up", "1 if a component is expected and has no problem, else 0.")
        .callback(callback ->
            forEach((instance, component) ->
                callback.call(
                    component.expected() && component.problem().isEmpty() ? 1 : 0,
                    labels(instance, component))))
        .register(registry);
    gauge("component_problem", "1 for each kind of problem that a component has.", "kind")
        .callback(callback ->
            forEach((instance, component) ->
                component.problems().stream()
                    .map(problem -> problem.kind().toString())
                    .distinct()
                    .forEach(kind -> callback.call(1, labels(instance, component, kind)))))
        .register(registry);
    gauge("component_mode", "1 for the effective mode of a component.", "mode")
        .callback(callback ->
            forEach((instance, component) -> {
              String mode = component.text(FactName.MODE);
              if (!mode.isEmpty()) {
                callback.call(1, labels(instance, component, mode));
              }
            }))
        .register(registry);
    number("schema_version", "Version of the schema in a database.", FactName.SCHEMA)
        .register(registry);
    number("component_restarts", "Restarts that a launcher reports.", FactName.RESTARTS)
        .register(registry);
    gauge("database_version", "1 for the version of a MariaDB server.", "version")
        .callback(callback ->
            forEach((instance, component) -> {
              String version = component.text(FactName.MARIADB);
              if (!version.isEmpty()) {
                callback.call(1, labels(instance, component, version));
              }
            }))
        .register(registry);
  }

  private GaugeWithCallback.Builder number(String name, String help, FactName fact) {
    return gauge(name, help)
        .callback(callback ->
            forEach((instance, component) -> {
              Fact known = component.facts().get(fact);
              if (known != null && known.value() instanceof FactValue.Whole(long number)) {
                callback.call((double) number, labels(instance, component));
              }
            }));
  }

  private GaugeWithCallback.Builder gauge(String name, String help, String... moreLabels) {
    List<String> labels = new ArrayList<>(LABELS);
    labels.addAll(Arrays.asList(moreLabels));
    return GaugeWithCallback.builder()
        .name(prefix + name)
        .help(help)
        .labelNames(labels.toArray(String[]::new));
  }

  private void forEach(BiConsumer<InstanceReport, ObservedComponent> action) {
    for (InstanceReport instance : instances.get()) {
      instance.components().forEach(component -> action.accept(instance, component));
    }
  }

  private static String[] labels(
      InstanceReport instance, ObservedComponent component, String... more) {
    List<String> labels = new ArrayList<>();
    labels.add(instance.id());
    labels.add(component.role());
    labels.add(component.host());
    labels.add(component.component());
    labels.addAll(Arrays.asList(more));
    return labels.toArray(String[]::new);
  }
}
