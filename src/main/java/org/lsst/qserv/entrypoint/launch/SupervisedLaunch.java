// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;
import org.lsst.qserv.entrypoint.mode.ModeWatch;
import org.lsst.qserv.entrypoint.plan.LaunchAction;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ModeSettings;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.process.OutputFormat;
import org.lsst.qserv.entrypoint.process.ProcessSpawner;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.supervise.Readiness;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent.PostStart;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent.Tasks;
import org.lsst.qserv.entrypoint.supervise.Supervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Supervises the components of a role, and follows changes of the mode. */
final class SupervisedLaunch {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedLaunch.class);

  private final Host host;
  private final LaunchPlanner planner;
  private final Function<Check, CheckResult> checker;
  private final LaunchState state;
  private final Planned initial;
  private final Supervisor supervisor;

  /**
   * Creates a launch.
   *
   * @param planner makes a new plan when the mode changes
   */
  SupervisedLaunch(
      Host host,
      LaunchPlanner planner,
      Function<Check, CheckResult> checker,
      LaunchState state,
      Planned initial) {
    this.host = host;
    this.planner = planner;
    this.checker = checker;
    this.state = state;
    this.initial = initial;
    OutputFormat format =
        initial.settings().string("log.format").equals("json")
            ? OutputFormat.json(host.time())
            : OutputFormat.text();
    this.supervisor =
        new Supervisor(
            host, new ProcessSpawner(host, format), state::update, HeldLaunch.isRequested(initial));
  }

  /**
   * Runs the components until the role ends.
   *
   * @param steps executes the steps of the initial plan
   * @return the exit code of the role
   */
  int run(StepRunner steps) throws InterruptedException {
    apply(initial.plan(), steps);
    state.startRewriting();
    new SecretWatch(host.time(), initial.settings().secretFiles()).start();
    ModeWatch watch =
        new ModeWatch(host.time(), ModeSettings.sources(initial.settings()), initial.plan().mode());
    watch.start(mode -> {
      if (!changeMode(mode)) {
        watch.reject();
      }
    });
    RetryRequests.discardingEarlier(initial.plan().target(), initial.settings(), host.time())
        .start(supervisor::retry);
    return supervisor.supervise();
  }

  /**
   * Applies the effective mode, or keeps the current one if that mode cannot be planned.
   *
   * @return whether it has been applied
   */
  private boolean changeMode(EffectiveMode mode) {
    LOG.info("mode={} source=\"{}\"", mode.mode(), mode.describeOrigin());
    try {
      Planned planned = planner.plan();
      StepRunner steps = StepRunner.checked(host, planned, checker, state);
      state.replan(planned);
      apply(planned.plan(), steps);
      return true;
    } catch (Failure e) {
      LOG.error("mode={} rejected problem=\"{}\"", mode.mode(), e.getMessage());
      String problems = e.problems().stream().map(Problem::what).collect(Collectors.joining("; "));
      state.reportModeProblem("mode " + mode.mode() + " cannot be applied: " + problems);
      return false;
    }
  }

  private void apply(LaunchPlan plan, StepRunner steps) {
    List<String> parked =
        plan.action() instanceof LaunchAction.Supervise(List<ServicePlan> _, List<String> names)
            ? names
            : List.of();
    supervisor.setDesired(
        plan.services().stream().map(service -> component(service, steps)).toList(),
        parked,
        "it does not run in mode " + plan.mode().mode());
  }

  private SupervisedComponent component(ServicePlan service, StepRunner steps) {
    return new SupervisedComponent(
        service.component(),
        service.supervision().after(),
        new Tasks(progress -> steps.prepare(service, progress), postStart(service, steps)),
        service.command(),
        service.ready().map(this::readiness),
        service.supervision().stop(),
        service.supervision().restart());
  }

  private static Optional<PostStart> postStart(ServicePlan service, StepRunner steps) {
    List<Step> due = service.supervision().postStart();
    return due.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PostStart(
                due.stream().map(Step::toString).collect(Collectors.joining(", then ")),
                progress -> steps.postStart(service, progress)));
  }

  private Readiness readiness(Step.Await ready) {
    return new Readiness(() -> problem(ready.check()), ready.timeout());
  }

  private Optional<String> problem(Check check) {
    CheckResult result = checker.apply(check);
    return result.isReady() ? Optional.empty() : Optional.of(check + ": " + result);
  }
}
