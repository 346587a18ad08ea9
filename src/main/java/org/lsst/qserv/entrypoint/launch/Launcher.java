// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.control.ControlAddress;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.LaunchControl.OpenControl;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.plan.ControlSettings;
import org.lsst.qserv.entrypoint.plan.LaunchAction;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ModeSettings;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.process.Exec;
import org.lsst.qserv.entrypoint.process.LowLimits;
import org.lsst.qserv.entrypoint.process.Pid1Shell;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.supervise.ComponentState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes launch plans. */
public final class Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  /** The name under which the state document reports a launch without a component. */
  private static final String WHOLE_ROLE = "role";

  private final Host host;
  private final LaunchPlanner planner;
  private final Function<Check, CheckResult> checker;
  private Optional<OpenControl> control = Optional.empty();

  /**
   * Creates a launcher.
   *
   * @param planner makes another plan when a parked launch has to follow the mode
   */
  public Launcher(Host host, LaunchPlanner planner, Function<Check, CheckResult> checker) {
    this.host = host;
    this.planner = planner;
    this.checker = checker;
  }

  /**
   * Checks everything, then executes the plan, and further plans as long as the mode changes. Does
   * not return if the plan executes a service in place of this process.
   *
   * @return the exit code of the services
   * @throws Failure if there is a problem that the user can fix
   */
  public int run(Planned first) throws InterruptedException {
    if (!(first.plan().action() instanceof LaunchAction.Exit)) {
      Pid1Shell.find(host).ifPresent(shell -> LOG.warn("{}; {}", shell.what(), shell.fix()));
      LowLimits.find(host).ifPresent(limits -> LOG.warn("{}; {}", limits.what(), limits.fix()));
      ModeSettings.sources(first.settings())
          .warning(host)
          .ifPresent(warning -> LOG.warn("{}; {}", warning.what(), warning.fix()));
    }
    try {
      Planned planned = first;
      OptionalInt exit = launchOrHold(planned);
      while (exit.isEmpty()) {
        planned = planAgainOrHold(planned);
        exit = launchOrHold(planned);
      }
      return exit.getAsInt();
    } finally {
      control.ifPresent(OpenControl::close);
    }
  }

  /**
   * Opens the control port, unless it is open or there is none. The checks of the launch come
   * later, so that a launch that they hold can be seen on the control port.
   *
   * @return why it cannot be opened; empty if there is no problem
   */
  private Optional<Failure> openControl(Settings settings) {
    Optional<ControlAddress> address = ControlSettings.address(settings);
    if (address.isEmpty() || control.isPresent()) {
      return Optional.empty();
    }
    try {
      control = Optional.of(LaunchControl.open(host, settings, address.get()));
      return Optional.empty();
    } catch (Failure e) {
      return Optional.of(e);
    }
  }

  private LaunchState state(Planned planned) {
    LaunchState state = new LaunchState(host, planned);
    control.ifPresent(open -> state.reportingTo(open.control()));
    return state;
  }

  /** Executes a plan; returns empty if another plan is required. */
  private OptionalInt launchOrHold(Planned planned) throws InterruptedException {
    try {
      return launch(planned);
    } catch (Failure e) {
      hold(planned, e);
      return OptionalInt.empty();
    }
  }

  /** Returns the next plan. The settings of the last one determine whether a failure is held. */
  private Planned planAgainOrHold(Planned last) throws InterruptedException {
    while (true) {
      try {
        return planner.plan();
      } catch (Failure e) {
        hold(last, e);
      }
    }
  }

  /** Holds a failed launch until a retry is requested, or throws its failure. */
  private void hold(Planned planned, Failure failure) throws InterruptedException {
    new TerminationLog(host).write(failure);
    if (!HeldLaunch.isRequested(planned)) {
      throw failure;
    }
    String component = planned.plan().target().component().orElse(WHOLE_ROLE);
    String reason = failure.problems().getFirst().what();
    HeldLaunch held = new HeldLaunch(host, planned);
    try (LaunchState state = state(planned).startRewriting()) {
      state.set(component, ComponentState.FAILED, reason);
      held.hold(failure);
    }
  }

  /** Executes a plan; returns empty if the mode has changed, which requires another plan. */
  private OptionalInt launch(Planned planned) throws InterruptedException {
    LaunchPlan plan = planned.plan();
    Optional<Failure> controlFailure = openControl(planned.settings());
    LaunchState state = state(planned);
    StepRunner steps = StepRunner.checked(host, planned, checker, state);
    if (controlFailure.isPresent()) {
      throw controlFailure.get();
    }
    // a pattern switch would generate classes at run time, in each launch
    if (plan.action() instanceof LaunchAction.Exit(List<ServicePlan> services, String reason)) {
      for (ServicePlan service : services) {
        prepare(service, steps, state); // without a start, so its program need not exist
      }
      LOG.info("exit=0 reason=\"{}\"", reason);
      return OptionalInt.of(ExitCode.OK.number());
    }
    if (plan.action() instanceof LaunchAction.Park(String reason)) {
      return park(planned, reason, state);
    }
    if (plan.action() instanceof LaunchAction.Exec(ServicePlan service)) {
      prepare(service, steps, state);
      if (!steps.isPostStartPending(service)) {
        throw exec(service, state);
      }
      LOG.info(
          "supervise={} reason=\"{}\"",
          plan.target(),
          service.supervision().postStart().getFirst());
    }
    return OptionalInt.of(new SupervisedLaunch(host, planner, checker, state, planned).run(steps));
  }

  private static void prepare(ServicePlan service, StepRunner steps, LaunchState state)
      throws InterruptedException {
    state.set(service.component(), ComponentState.PREPARING, "");
    steps.prepare(service, state::progress);
  }

  private OptionalInt park(Planned planned, String reason, LaunchState state)
      throws InterruptedException {
    String component = planned.plan().target().component().orElse(WHOLE_ROLE);
    try (state) {
      state.startRewriting().set(component, ComponentState.PARKED, reason);
      return switch (new ParkedLaunch(host).run(planned, reason)) {
        case SIGNAL -> OptionalInt.of(ExitCode.OK.number());
        case MODE_CHANGED -> OptionalInt.empty();
      };
    }
  }

  /** Replaces this process with the service; returns the failure if that is impossible. */
  private Failure exec(ServicePlan service, LaunchState state) {
    Exec exec = new Exec(host);
    state.executed(service.component());
    LOG.info("exec={} component={}", service.command().program(), service.command().component());
    Failure failure = exec.execute(service.command());
    state.set(service.component(), ComponentState.FAILED, "cannot be executed");
    return failure;
  }
}
