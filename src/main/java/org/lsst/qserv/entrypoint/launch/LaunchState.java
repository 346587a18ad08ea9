// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.lsst.qserv.entrypoint.health.ComponentVersions;
import org.lsst.qserv.entrypoint.health.ProcessIdentity;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.health.StateDocument.ModeState;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.PeriodicThread;
import org.lsst.qserv.entrypoint.host.ProcessId;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.io.PathProblem;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ModeSettings;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.settings.ReleaseLine;
import org.lsst.qserv.entrypoint.supervise.ComponentState;
import org.lsst.qserv.entrypoint.supervise.ComponentStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the state document of a launch up to date, for probes and other commands. Thread-safe. */
final class LaunchState implements StepListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchState.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Host host;
  private final StateFiles files;
  private final Optional<ProcessIdentity> launcher;
  private final Optional<String> releaseLine;
  private final FoundVersions versions = new FoundVersions();
  private final IdleMemory memory = new IdleMemory();
  private LaunchPlan plan;
  private ModeState mode;
  private List<ComponentStatus> statuses = List.of();
  private Optional<LaunchControl> control = Optional.empty();
  private boolean executed;

  /** Whether the last document could be written. */
  private boolean writable = true;

  private Optional<Thread> keeper = Optional.empty();

  LaunchState(Host host, Planned planned) {
    this.host = host;
    this.files = new StateFiles(Path.of(planned.settings().string("paths.state")));
    this.launcher = ProcessIdentity.of(host, ProcessId.own());
    ReleaseLine line = planned.settings().releaseLine();
    this.releaseLine = line.isDetermined() ? Optional.of(line.name()) : Optional.empty();
    this.plan = planned.plan();
    this.mode = modeState(planned);
  }

  /** Passes every later state and step to the control port, too. */
  LaunchState reportingTo(LaunchControl receiver) {
    control = Optional.of(receiver);
    return this;
  }

  @Override
  public void stepCompleted(String component, Step step, Duration duration) {
    if (control.isPresent()) {
      control.get().stepCompleted(plan.target().role(), component, step, duration);
    }
  }

  /** Keeps the versions for the next document: what follows a step changes the state. */
  @Override
  public synchronized void versionsFound(String component, ComponentVersions found) {
    versions.add(component, found);
  }

  private ModeState modeState(Planned planned) {
    return ModeState.of(
        planned.plan().mode(), host.time().now(), ModeSettings.sources(planned.settings()));
  }

  /** Replaces the plan after a change of the mode. */
  synchronized void replan(Planned planned) {
    plan = planned.plan();
    mode = modeState(planned);
    versions.retain(plan.services());
    write();
  }

  /** Reports why the current mode remains in effect although another one was requested. */
  synchronized void reportModeProblem(String problem) {
    mode = new ModeState(mode.mode(), mode.source(), mode.since(), problem, mode.sources());
    write();
  }

  /** Replaces the states of the components. */
  synchronized void update(List<ComponentStatus> current) {
    if (!current.equals(statuses)) { // most events confirm the readiness of a component
      statuses = List.copyOf(current);
      write();
    }
  }

  /** Sets the state of the only component of a launch without a supervisor. */
  synchronized void set(String component, ComponentState state, String reason) {
    executed = false;
    statuses = List.of(status(component, state, reason, OptionalLong.empty()));
    write();
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
    write();
  }

  /** Reports that the service replaces this process now. */
  synchronized void executed(String component) {
    OptionalLong own = OptionalLong.of(ProcessId.own());
    statuses = List.of(status(component, ComponentState.READY, "", own));
    executed = true;
    write();
  }

  private ComponentStatus status(
      String component, ComponentState state, String reason, OptionalLong pid) {
    return new ComponentStatus(
        component, state, reason, Optional.empty(), host.time().now(), 0, pid);
  }

  /**
   * Starts a thread that writes the document again if its file was deleted or damaged, or could not
   * be written. Otherwise the probes of a healthy service would fail forever. Must be closed when
   * another launch takes over.
   */
  LaunchState startRewriting() {
    keeper = Optional.of(PeriodicThread.start("state", host.time(), INTERVAL, this::rewrite));
    return this;
  }

  @Override
  public synchronized void close() {
    keeper.ifPresent(Thread::interrupt);
  }

  /**
   * Writes the document if its file does not contain it, or if a version has changed, unless the
   * thread was interrupted.
   */
  synchronized void rewrite() {
    boolean closed = Thread.currentThread().isInterrupted();
    if (closed || executed || launcher.isEmpty()) {
      return;
    }
    memory.poll();
    if (versions.refresh(plan.services())) {
      write();
      return;
    }
    StateDocument document = document(launcher.get());
    if (!files.isUpToDate(document)) {
      write(document);
    }
  }

  private void write() {
    memory.changed();
    if (launcher.isPresent()) {
      StateDocument document = document(launcher.get());
      if (control.isPresent()) {
        control.get().stateChanged(document);
      }
      write(document);
    }
  }

  private void write(StateDocument document) {
    try {
      files.write(document);
      if (!writable) {
        LOG.info("state={} written again", plan.target());
      }
      writable = true;
    } catch (IOException e) {
      // a service without probes is better than no service; the next change of a state tries again
      if (writable) {
        String why = PathProblem.cannotWrite(files.file(document), e).problems().getFirst().what();
        LOG.warn("state={} unwritable problem=\"{}\"", plan.target(), why);
      }
      writable = false;
    }
  }

  private StateDocument document(ProcessIdentity own) {
    return new StateDocument(
        plan.target().role(),
        plan.target().component(),
        releaseLine,
        own,
        executed,
        mode,
        statuses.stream().map(this::report).toList());
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
        service.map(_ -> versions.of(status.name())).orElse(ComponentVersions.NONE),
        status.pid().isPresent()
            ? ProcessIdentity.of(host, status.pid().getAsLong())
            : Optional.empty());
  }
}
