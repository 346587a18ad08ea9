// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.health.ComponentVersions;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.Polling;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.io.PathProblem;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.mariadb.datadir.DataDirectoryInitialization;
import org.lsst.qserv.entrypoint.mariadb.upgrade.ServerVersionCheck;
import org.lsst.qserv.entrypoint.mariadb.upgrade.ServerVersions;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.plan.Step.Await;
import org.lsst.qserv.entrypoint.plan.Step.AwaitLock;
import org.lsst.qserv.entrypoint.plan.Step.CheckServerVersion;
import org.lsst.qserv.entrypoint.plan.Step.EnsureSchema;
import org.lsst.qserv.entrypoint.plan.Step.InstallSchema;
import org.lsst.qserv.entrypoint.plan.Step.MakeCertificate;
import org.lsst.qserv.entrypoint.plan.Step.MakeDirectory;
import org.lsst.qserv.entrypoint.plan.Step.PrepareDatabase;
import org.lsst.qserv.entrypoint.plan.Step.RenderTemplate;
import org.lsst.qserv.entrypoint.plan.Step.UpgradeDatabase;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.process.ServiceLock;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.readiness.Waiter;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.template.FileCheck;
import org.lsst.qserv.entrypoint.template.RenderedFileWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes the steps of a plan, and logs one line per step. */
final class StepRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

  private static final RedactedText NOTHING = RedactedText.plain("");

  private static final Duration LOCK_POLL = Duration.ofMillis(200);

  private final Host host;
  private final Settings settings;
  private final Waiter waiter;
  private final Map<Path, RedactedText> rendered;
  private final StepListener listener;

  private StepRunner(
      Host host,
      Settings settings,
      Waiter waiter,
      Map<Path, RedactedText> rendered,
      StepListener listener) {
    this.rendered = Map.copyOf(rendered);
    this.listener = listener;
    this.host = host;
    this.settings = settings;
    this.waiter = waiter;
  }

  /**
   * Checks a plan, and returns a runner of its steps.
   *
   * @param checker the checks of waits
   * @param listener receives what the steps report
   * @throws Failure with every problem of the settings, the templates or the container
   */
  static StepRunner checked(
      Host host, Planned planned, Function<Check, CheckResult> checker, StepListener listener) {
    PreflightChecks checks = new PreflightChecks(host, planned.settings(), planned.plan());
    Map<Path, RedactedText> rendered = checks.checkSettings();
    checks.checkContainer();
    return new StepRunner(
        host, planned.settings(), new Waiter(host.time(), checker), rendered, listener);
  }

  /**
   * Executes the steps of a component before its start, in order.
   *
   * @param progress receives the progress of steps that take long, without secrets
   */
  void prepare(ServicePlan service, Consumer<TaskProgress> progress) throws InterruptedException {
    run(service.steps(), service, progress);
  }

  /** Executes the steps of a component after its start, as {@link #prepare} does. */
  void postStart(ServicePlan service, Consumer<TaskProgress> progress) throws InterruptedException {
    run(service.supervision().postStart(), service, progress);
  }

  /** Returns whether a step after the start has anything to do; the component is prepared. */
  boolean isPostStartPending(ServicePlan service) {
    for (Step step : service.supervision().postStart()) {
      if (isPending(step)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPending(Step step) {
    try {
      return !(step instanceof UpgradeDatabase upgrade)
          || new AutomaticUpgrade(upgrade).isPending();
    } catch (IOException e) {
      throw failed("checking: " + step, e);
    }
  }

  private void run(List<Step> steps, ServicePlan service, Consumer<TaskProgress> progress)
      throws InterruptedException {
    StepVisitor executor = new StepVisitor(service, progress);
    for (Step step : steps) {
      long start = host.time().nanos();
      step.accept(executor);
      Duration duration = Duration.ofNanos(host.time().nanos() - start);
      LOG.info("step=\"{}\" durationMs={}", step, duration.toMillis());
      listener.stepCompleted(service.component(), step, duration);
    }
  }

  /** Executes each kind of step for one component. */
  private final class StepVisitor implements Step.Visitor {
    private final String component;
    private final Consumer<TaskProgress> progress;
    private final CommandRunner commands;

    StepVisitor(ServicePlan service, Consumer<TaskProgress> progress) {
      this.component = service.component();
      this.progress = progress;
      this.commands =
          new CommandRunner(
                  service.command().component(),
                  Optional.ofNullable(host.environment().get("PATH")))
              .redacting(settings::redactSecrets);
    }

    @Override
    public void visit(MakeDirectory directory) {
      try {
        Files.createDirectories(directory.path());
      } catch (IOException e) {
        throw PathProblem.cannotWrite(directory.path(), e);
      }
    }

    @Override
    public void visit(RenderTemplate file) throws InterruptedException {
      String text = rendered.getOrDefault(file.template(), NOTHING).value();
      if (file.check().isEmpty()) {
        RenderedFileWriter.write(file.target(), text, file.permissions());
        return;
      }
      FileCheck check = new FileCheck(settings, commands);
      RenderedFileWriter.write(
          file.target(),
          text,
          file.permissions(),
          staged -> check.run(file.template(), file.target(), file.checkOf(staged)));
    }

    @Override
    public void visit(MakeCertificate certificate) throws InterruptedException {
      new SelfSignedCertificate(certificate, commands).createIfMissing();
    }

    @Override
    public void visit(Await await) throws InterruptedException {
      waiter.await(await.check(), await.timeout(), this::report);
    }

    @Override
    public void visit(PrepareDatabase prepare) throws InterruptedException {
      try {
        new DataDirectoryInitialization(
                prepare.dataDirectory(), prepare.program(), commands, prepare.refuseEmpty())
            .run(prepare.start(), prepare.variables(), this::report);
      } catch (IOException e) {
        throw failed("preparing " + prepare.dataDirectory(), e);
      }
    }

    @Override
    public void visit(CheckServerVersion check) throws InterruptedException {
      try {
        found(
            new ServerVersionCheck(
                    check.dataDirectory(),
                    check.program(),
                    commands,
                    check.upgrade(),
                    check.allowUnclean())
                .run());
      } catch (IOException e) {
        throw failed("checking the version in " + check.dataDirectory(), e);
      }
    }

    @Override
    public void visit(InstallSchema install) throws InterruptedException {
      try {
        new SchemaInstallation(install, upgrades(), commands, host.time(), this::report).run();
      } catch (IOException e) {
        throw failed("installing in " + install.dataDirectory(), e);
      }
    }

    @Override
    public void visit(EnsureSchema ensure) throws InterruptedException {
      Version version = new SchemaReadiness(ensure, upgrades(), host.time(), this::report).run();
      listener.versionsFound(
          component, ComponentVersions.ofSchema(ensure.schema().module(), version.number()));
    }

    @Override
    public void visit(UpgradeDatabase upgrade) throws InterruptedException {
      try {
        new AutomaticUpgrade(upgrade).run(commands, host, this::report);
        found(ServerVersions.ofLastServer(upgrade.dataDirectory()));
      } catch (IOException e) {
        throw failed("upgrading the database in " + upgrade.dataDirectory(), e);
      }
    }

    @Override
    public void visit(AwaitLock await) throws InterruptedException {
      Polling polling = Polling.every(LOCK_POLL, host.time(), await.timeout());
      while (!ServiceLock.isFree(await.file())) {
        if (polling.isOver()) {
          return; // the service reports that it cannot acquire the lock
        }
        if (polling.isLogDue()) {
          LOG.info("waiting until {} is unlocked", await.file());
        }
        report(polling.progress("wait until " + await.file() + " is unlocked"));
        polling.pause();
      }
    }

    private void found(ServerVersions versions) {
      listener.versionsFound(
          component, ComponentVersions.ofDatabase(versions.server(), versions.recorded()));
    }

    private SchemaUpgrades upgrades() {
      return new SchemaUpgrades(host, Path.of(settings.string("paths.state")), this::report);
    }

    /** The strings may contain messages of servers and commands. */
    private void report(TaskProgress current) {
      progress.accept(
          new TaskProgress(
              settings.redactSecrets(current.text()), current.done(), current.total()));
    }
  }

  private static Failure failed(String what, IOException e) {
    if (e instanceof FileSystemException file && file.getFile() != null) {
      return PathProblem.cannotWrite(Path.of(file.getFile()), e);
    }
    return new Failure(
            ExitCode.IO,
            what + " failed (" + e.getMessage() + ")",
            "check the volume, then start the container again")
        .causedBy(e);
  }
}
