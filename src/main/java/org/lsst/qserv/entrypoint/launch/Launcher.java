// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.StateRecord.Phase;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.plan.LaunchAction;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.process.Exec;
import org.lsst.qserv.entrypoint.process.Signals;
import org.lsst.qserv.entrypoint.process.WaitingShell;
import org.lsst.qserv.entrypoint.readiness.Waiter;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.supervise.SupervisedService;
import org.lsst.qserv.entrypoint.supervise.Supervisor;
import org.lsst.qserv.entrypoint.supervise.SupervisorListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes a launch plan. */
public final class Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  private final Host host;
  private final Settings settings;
  private final Waiter waiter;

  public Launcher(Host host, Settings settings, Waiter waiter) {
    this.host = host;
    this.settings = settings;
    this.waiter = waiter;
  }

  /**
   * Checks everything, then executes the plan. Does not return if the plan executes a service in
   * place of this process.
   *
   * @param plan a plan from the settings, which may have recorded problems
   * @return the exit code of the services
   * @throws Failure if there is a problem that the user can fix
   */
  public int run(LaunchPlan plan) throws InterruptedException {
    if (!(plan.action() instanceof LaunchAction.Exit)) {
      WaitingShell.find(host).ifPresent(shell -> LOG.warn("{}; {}", shell.what(), shell.fix()));
    }
    PreflightChecks checks = new PreflightChecks(host, settings, plan);
    StepRunner steps = new StepRunner(host, settings, waiter, checks.checkSettings());
    checks.checkContainer();
    States states = new States(host, plan, Path.of(settings.string("paths.state")));
    if (plan.action() instanceof LaunchAction.Park(String reason)) {
      return park(reason, states);
    }
    if (plan.action() instanceof LaunchAction.Exit(List<ServicePlan> services, String reason)) {
      return prepare(services, reason, steps);
    }
    return plan.action() instanceof LaunchAction.Exec(ServicePlan start)
        ? exec(start, steps, states)
        : supervise(plan.services(), steps, states);
  }

  /** Runs all steps without starting a service, so the program of the service need not exist. */
  private int prepare(List<ServicePlan> services, String reason, StepRunner steps)
      throws InterruptedException {
    for (ServicePlan start : services) {
      runSteps(steps, start);
    }
    LOG.info("exit=0 reason=\"{}\"", reason);
    return ExitCode.OK.number();
  }

  private int exec(ServicePlan start, StepRunner steps, States states) throws InterruptedException {
    states.write(start.component(), Phase.STARTING, "preparing", Optional.empty());
    runSteps(steps, start);
    Exec exec = new Exec(host);
    states.write(start.component(), Phase.RUNNING, "", Optional.of(start));
    LOG.info("exec={} component={}", start.command().program(), start.command().component());
    Failure failure = exec.become(start.command());
    states.write(start.component(), Phase.STOPPED, "cannot be executed", Optional.empty());
    throw failure;
  }

  private static void runSteps(StepRunner runner, ServicePlan start) throws InterruptedException {
    for (Step step : start.steps()) {
      runner.run(step, start.command().component());
    }
  }

  private int supervise(List<ServicePlan> services, StepRunner steps, States states)
      throws InterruptedException {
    services.forEach(start ->
        states.write(
            start.component(), Phase.STARTING, "waiting for other components", Optional.empty()));
    List<SupervisedService> supervised = new ArrayList<>();
    for (ServicePlan start : services) {
      supervised.add(
          new SupervisedService(
              start.component(),
              () -> runSteps(steps, start),
              start.command(),
              () -> awaitReady(start),
              start.stop(),
              start.restart()));
    }
    new SecretWatch(host.time(), settings.secretFiles()).start();
    return new Supervisor(host, new Reporter(states, services)).run(supervised);
  }

  private void awaitReady(ServicePlan start) throws InterruptedException {
    if (start.ready().isPresent()) {
      Step.Await ready = start.ready().get();
      waiter.await(ready.check(), ready.timeout());
    }
  }

  /** Parks: reports the reason and waits for a termination signal. */
  private int park(String reason, States states) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Signals.onTermination(host, signal -> end.countDown());
    states.park(reason);
    new SecretWatch(host.time(), settings.secretFiles()).start();
    LOG.info("parked reason=\"{}\"", reason);
    end.await();
    LOG.info("parked end=signal");
    return 0;
  }

  private record Reporter(States states, List<ServicePlan> services) implements SupervisorListener {
    @Override
    public void preparing(String name) {
      states.write(name, Phase.STARTING, "preparing", Optional.empty());
    }

    @Override
    public void started(String name, long pid) {
      Optional<ServicePlan> start =
          services.stream().filter(one -> one.component().equals(name)).findFirst();
      states.write(name, Phase.RUNNING, "", start, pid);
    }

    @Override
    public void ended(String name, String reason) {
      states.write(name, Phase.STOPPED, reason, Optional.empty());
    }
  }
}
