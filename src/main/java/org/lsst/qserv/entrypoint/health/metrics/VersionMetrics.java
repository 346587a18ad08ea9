// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.health.ComponentVersions;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;

/** Metrics of the versions in the latest state document. */
final class VersionMetrics {
  private final String prefix;
  private final Supplier<Optional<StateDocument>> latest;

  /**
   * Creates the metrics.
   *
   * @param prefix the beginning of their names
   * @param latest returns the latest state document; empty before there is one
   */
  VersionMetrics(String prefix, Supplier<Optional<StateDocument>> latest) {
    this.prefix = prefix;
    this.latest = latest;
  }

  void register(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name(prefix + "schema_version")
        .help("Version of the schema that a component has waited for.")
        .labelNames("role", "component", "module")
        .callback(this::schemas)
        .register(registry);
    registry.register(this::databases);
  }

  private void schemas(GaugeWithCallback.Callback callback) {
    forEachComponent((state, component) ->
        component
            .versions()
            .schemas()
            .forEach((module, version) ->
                callback.call(version, state.role(), component.name(), module)));
  }

  private void forEachComponent(BiConsumer<StateDocument, ComponentReport> action) {
    latest
        .get()
        .ifPresent(
            state -> state.components().forEach(component -> action.accept(state, component)));
  }

  private InfoSnapshot databases() {
    InfoSnapshot.Builder info =
        InfoSnapshot.builder()
            .name(prefix + "database")
            .help(
                "Version of a MariaDB server, and the version of the system tables in its data directory.");
    forEachComponent((state, component) ->
        component
            .versions()
            .server()
            .ifPresent(server -> info.dataPoint(point(state, component, server))));
    return info.build();
  }

  private static InfoDataPointSnapshot point(
      StateDocument state, ComponentReport component, String server) {
    ComponentVersions versions = component.versions();
    return InfoDataPointSnapshot.builder()
        .labels(
            Labels.of(
                "role",
                state.role(),
                "component",
                component.name(),
                "server",
                server,
                "recorded",
                versions.recorded().orElse("")))
        .build();
  }
}
