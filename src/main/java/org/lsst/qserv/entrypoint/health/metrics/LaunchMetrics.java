// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/**
 * Metrics of a launch. Most of them show its latest state document when they are read; the
 * durations accumulate from one document to the next. Thread-safe.
 */
public final class LaunchMetrics {
  private static final String PREFIX = "qserv_entrypoint_";
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Summary stateDurations;
  private final Summary stepDurations;
  private volatile Optional<StateDocument> latest = Optional.empty();

  /**
   * Creates the metrics.
   *
   * @param version the version of the launcher
   */
  public LaunchMetrics(String version) {
    Info.builder()
        .name(PREFIX + "build_info")
        .help("Version of the launcher.")
        .labelNames("version")
        .register(registry)
        .addLabelValues(version);
    stateDurations =
        summary(
            "state_duration_seconds",
            "Time that components spent in each state before they left it.",
            "state");
    stepDurations =
        summary(
            "step_duration_seconds",
            "Duration of completed preparation steps, such as waits.",
            "step");
    registerGauges();
    registerProgress();
    new VersionMetrics(PREFIX, () -> latest).register(registry);
    CounterWithCallback.builder()
        .name(PREFIX + "component_restarts_total")
        .help(
            "Automatic restarts of a component: after an exit, a failed preparation or a start that timed out.")
        .labelNames("role", "component")
        .callback(callback -> {
          for (StateDocument state : latest.stream().toList()) {
            for (ComponentReport component : state.components()) {
              callback.call(component.restarts(), state.role(), component.name());
            }
          }
        })
        .register(registry);
  }

  /** Registers a summary of durations of each component. */
  private Summary summary(String name, String help, String label) {
    return Summary.builder()
        .name(PREFIX + name)
        .help(help)
        .labelNames("role", "component", label)
        .register(registry);
  }

  private void registerGauges() {
    gauge("mode", "1 for the effective mode of the launch, else 0.", List.of("role", "mode"))
        .callback(callback ->
            latest.ifPresent(state -> {
              for (Mode mode : Mode.values()) {
                boolean current = state.mode().mode() == mode;
                callback.call(current ? 1 : 0, state.role(), mode.toString());
              }
            }))
        .register(registry);
    gauge("mode_problem", "1 if a requested mode could not be applied, else 0.", List.of("role"))
        .callback(callback ->
            latest.ifPresent(
                state -> callback.call(state.mode().problem().isEmpty() ? 0 : 1, state.role())))
        .register(registry);
    gauge(
            "component_state",
            "1 for the current state of a component, else 0.",
            List.of("role", "component", "state"))
        .callback(callback ->
            latest.ifPresent(state -> {
              for (ComponentReport component : state.components()) {
                for (ComponentState one : ComponentState.values()) {
                  boolean current = component.state() == one;
                  callback.call(current ? 1 : 0, state.role(), component.name(), one.toString());
                }
              }
            }))
        .register(registry);
    gauge(
            "component_state_since_timestamp_seconds",
            "When a component entered its current state, as Unix time.",
            List.of("role", "component"))
        .callback(callback ->
            latest.ifPresent(state -> {
              for (ComponentReport component : state.components()) {
                callback.call(
                    component.since().toEpochMilli() / 1e3, state.role(), component.name());
              }
            }))
        .register(registry);
  }

  private void registerProgress() {
    gauge(
            "progress_ratio",
            "Part of a long task that is done, from 0 to 1, such as an upgrade before the start.",
            List.of("role", "component"))
        .callback(callback ->
            latest.ifPresent(state -> {
              for (ComponentReport component : state.components()) {
                component
                    .progress()
                    .filter(progress -> progress.total() > 0)
                    .ifPresent(progress ->
                        callback.call(
                            (double) progress.done() / progress.total(),
                            state.role(),
                            component.name()));
              }
            }))
        .register(registry);
  }

  private static GaugeWithCallback.Builder gauge(String name, String help, List<String> labels) {
    return GaugeWithCallback.builder()
        .name(PREFIX + name)
        .help(help)
        .labelNames(labels.toArray(String[]::new));
  }

  /** Replaces the latest document, and records how long each state that it ends has lasted. */
  public synchronized void stateChanged(StateDocument state) {
    for (ComponentReport before : latest.map(StateDocument::components).orElse(List.of())) {
      state.components().stream()
          .filter(now -> now.name().equals(before.name()) && now.state() != before.state())
          .forEach(now ->
              stateDurations
                  .labelValues(state.role(), before.name(), before.state().toString())
                  .observe(seconds(Duration.between(before.since(), now.since()))));
    }
    latest = Optional.of(state);
  }

  /** Records a completed step. */
  public void stepCompleted(String role, String component, String kind, Duration duration) {
    stepDurations.labelValues(role, component, kind).observe(seconds(duration));
  }

  /** A clock that was set back must not make a total decrease. */
  private static double seconds(Duration duration) {
    return Math.max(0, duration.toNanos() / NANOS_PER_SECOND);
  }

  /** Returns all metrics in the text format of Prometheus. */
  public String text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    return text.toString(StandardCharsets.UTF_8);
  }
}
