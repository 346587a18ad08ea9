// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.plan.LaunchAction;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ModeSettings;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.process.Exec;
import org.lsst.qserv.entrypoint.process.Pid1Shell;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.supervise.ComponentState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes launch plans. */
public final class Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  /** The component name of a parked role. */
  private static final String WHOLE_ROLE = "role";

  private final Host host;
  private final LaunchPlanner planner;
  private final Function<Check, CheckResult> checker;

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
      ModeSettings.sources(first.settings())
          .warning(host)
          .ifPresent(warning -> LOG.warn("{}; {}", warning.what(), warning.fix()));
    }
    OptionalInt exit = launchOrHold(first);
    while (exit.isEmpty()) {
      exit = launchOrHold(planner.plan());
    }
    return exit.getAsInt();
  }

  /** Executes a plan; returns empty if another plan is required. */
  private OptionalInt launchOrHold(Planned planned) throws InterruptedException {
    try {
      return launch(planned);
    } catch (Failure e) {
      new TerminationLog(host).write(e);
      if (!HeldLaunch.isRequested(planned)) {
        throw e;
      }
      String component = planned.plan().target().component().orElse(WHOLE_ROLE);
      String reason = e.problems().getFirst().what();
      HeldLaunch held = new HeldLaunch(host, planned);
      new LaunchState(host, planned).set(component, ComponentState.FAILED, reason);
      held.hold(e);
      return OptionalInt.empty();
    }
  }

  /** Executes a plan; returns empty if the mode has changed, which requires another plan. */
  private OptionalInt launch(Planned planned) throws InterruptedException {
    LaunchPlan plan = planned.plan();
    StepRunner steps = StepRunner.checked(host, planned, checker);
    // a pattern switch would generate classes at run time, in each launch
    if (plan.action() instanceof LaunchAction.Exit(List<ServicePlan> services, String reason)) {
      return OptionalInt.of(prepare(services, reason, steps));
    }
    if (plan.action() instanceof LaunchAction.Park(String reason)) {
      return park(planned, reason);
    }
    LaunchState state = new LaunchState(host, planned);
    if (plan.action() instanceof LaunchAction.Exec(ServicePlan service)) {
      throw exec(service, steps, state);
    }
    return OptionalInt.of(new SupervisedLaunch(host, planner, checker, state, planned).run(steps));
  }

  /** Runs all steps without starting a service, so the program of the service need not exist. */
  private static int prepare(List<ServicePlan> services, String reason, StepRunner steps)
      throws InterruptedException {
    for (ServicePlan service : services) {
      steps.runAll(service);
    }
    LOG.info("exit=0 reason=\"{}\"", reason);
    return ExitCode.OK.number();
  }

  private OptionalInt park(Planned planned, String reason) throws InterruptedException {
    String component = planned.plan().target().component().orElse(WHOLE_ROLE);
    new LaunchState(host, planned).set(component, ComponentState.PARKED, reason);
    return switch (new ParkedLaunch(host).run(planned, reason)) {
      case SIGNAL -> OptionalInt.of(ExitCode.OK.number());
      case MODE_CHANGED -> OptionalInt.empty();
    };
  }

  /** Replaces this process with the service; returns the failure if that is impossible. */
  private Failure exec(ServicePlan service, StepRunner steps, LaunchState state)
      throws InterruptedException {
    state.set(service.component(), ComponentState.PREPARING, "");
    steps.runAll(service);
    Exec exec = new Exec(host);
    state.executed(service.component());
    LOG.info("exec={} component={}", service.command().program(), service.command().component());
    Failure failure = exec.execute(service.command());
    state.set(service.component(), ComponentState.FAILED, "cannot be executed");
    return failure;
  }
}
