// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.health.Incarnation;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.health.StateDocument.ModeState;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.ProcessId;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ModeSettings;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.supervise.ComponentState;
import org.lsst.qserv.entrypoint.supervise.ComponentStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the state document of a launch up to date, for probes and other commands. Thread-safe. */
final class LaunchState {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchState.class);

  private final Host host;
  private final StateFiles files;
  private final Optional<Incarnation> launcher;
  private LaunchPlan plan;
  private ModeState mode;
  private List<ComponentStatus> statuses = List.of();
  private Consumer<StateDocument> listener = _ -> {};
  private boolean writable = true;

  LaunchState(Host host, Planned planned) {
    this.host = host;
    this.files = new StateFiles(Path.of(planned.settings().string("paths.state")));
    this.launcher = Incarnation.of(host, ProcessId.own());
    this.plan = planned.plan();
    this.mode = modeState(planned);
  }

  /** Passes every later state to a listener, too. */
  synchronized LaunchState onChange(Consumer<StateDocument> receiver) {
    listener = receiver;
    return this;
  }

  private ModeState modeState(Planned planned) {
    return ModeState.of(
        planned.plan().mode(), host.time().now(), ModeSettings.sources(planned.settings()));
  }

  /** Replaces the plan after a change of the mode. */
  synchronized void replan(Planned planned) {
    plan = planned.plan();
    mode = modeState(planned);
    write(false);
  }

  /** Reports why the current mode stays although another one was requested. */
  synchronized void reportModeProblem(String problem) {
    mode = new ModeState(mode.mode(), mode.source(), mode.since(), problem, mode.sources());
    write(false);
  }

  /** Replaces the states of the components. */
  synchronized void update(List<ComponentStatus> current) {
    if (!current.equals(statuses)) { // most events confirm the readiness of a component
      statuses = List.copyOf(current);
      write(false);
    }
  }

  /** Sets the state of the only component of a launch without a supervisor. */
  synchronized void set(String component, ComponentState state, String reason) {
    statuses = List.of(status(component, state, reason, OptionalLong.empty()));
    write(false);
  }

  /** Sets the progress of the only component of a launch without a supervisor. */
  synchronized void progress(TaskProgress progress) {
    ComponentStatus now = statuses.getFirst();
    statuses =
        List.of(
            new ComponentStatus(
                now.name(),
                now.state(),
                now.reason(),
                Optional.of(progress),
                now.since(),
                now.restarts(),
                now.pid()));
    write(false);
  }

  /** Reports that the service replaces this process now. */
  synchronized void executed(String component) {
    OptionalLong own = OptionalLong.of(ProcessId.own());
    statuses = List.of(status(component, ComponentState.READY, "", own));
    write(true);
  }

  private ComponentStatus status(
      String component, ComponentState state, String reason, OptionalLong pid) {
    return new ComponentStatus(
        component, state, reason, Optional.empty(), host.time().now(), 0, pid);
  }

  private void write(boolean executed) {
    if (launcher.isEmpty()) {
      return;
    }
    StateDocument document =
        new StateDocument(
            plan.target().role(),
            plan.target().component(),
            launcher.get(),
            executed,
            mode,
            statuses.stream().map(this::report).toList());
    listener.accept(document);
    if (!writable) {
      return;
    }
    try {
      files.write(document);
    } catch (IOException e) {
      // a service without probes is better than no service
      writable = false;
      LOG.warn("state={} cannot be written, probes will fail: {}", plan.target(), e.toString());
    }
  }

  private ComponentReport report(ComponentStatus status) {
    Optional<ServicePlan> service =
        plan.services().stream().filter(one -> one.component().equals(status.name())).findFirst();
    Instant since = status.since();
    return new ComponentReport(
        status.name(),
        status.state(),
        status.reason(),
        status.progress(),
        since,
        status.restarts(),
        service.map(ServicePlan::modes).orElse(Set.of()),
        service.flatMap(ServicePlan::ready).map(Step.Await::check),
        status.pid().isPresent()
            ? Incarnation.of(host, status.pid().getAsLong())
            : Optional.empty());
  }
}
