// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.launch;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.option.TargetParameters;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.launch.Launcher;
import org.lsst.qserv.entrypoint.launch.PreflightChecks;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.plan.PlanFormatter;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.Suggestion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Launches a role, or one component of it. */
public final class LaunchCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(LaunchCommand.class);
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);

  private final Host host;
  private final SettingsOptions settingsOptions;
  private final List<String> serviceArguments;
  private final Set<String> otherCommands;
  private final TargetParameters target = new TargetParameters("Role to launch; listed below.");
  private final Flag dryRun = new Flag("--dry-run", "Print what would be done, without doing it.");

  /**
   * Creates the command.
   *
   * @param serviceArguments the arguments after {@code --}
   * @param otherCommands the names of the other commands, for suggestions
   */
  public LaunchCommand(
      Host host,
      SettingsOptions settingsOptions,
      List<String> serviceArguments,
      Set<String> otherCommands) {
    this.host = host;
    this.settingsOptions = settingsOptions;
    this.serviceArguments = serviceArguments;
    this.otherCommands = otherCommands;
  }

  public void addTo(CommandSpec command) {
    target.addTo(command);
    command.addOption(dryRun.spec());
    settingsOptions.addTo(command);
  }

  /** Returns whether the command line requests a launch. */
  public boolean isRequested() {
    return target.isGiven();
  }

  /**
   * Suggests a command if the name is neither a role nor similar to one: the parser takes a
   * misspelled command for a role.
   */
  private void checkCommand(Catalog catalog, String name) {
    if (!catalog.roles().contains(name) && Suggestion.nearest(name, catalog.roles()).isEmpty()) {
      Suggestion.nearest(name, otherCommands)
          .ifPresent(near -> {
            throw new Failure(
                ExitCode.USAGE,
                "'" + name + "' is neither a role nor a command",
                "did you mean " + near + "?");
          });
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Planned planned = plan();
    for (Problem warning : planned.settings().warnings()) {
      LOG.warn("{}; {}", warning.what(), warning.fix());
    }
    if (dryRun.isGiven()) {
      PreflightChecks checks = new PreflightChecks(host, planned.settings(), planned.plan());
      checks.checkSettings();
      host.out().print(PlanFormatter.of(planned.plan()));
      checks.checkContainer();
      return ExitCode.OK.number();
    }
    return new Launcher(host, this::plan, new Checker(CHECK_TIMEOUT)::run).run(planned);
  }

  private Planned plan() {
    LaunchTarget named = target.target();
    Settings settings = settingsOptions.read(named.role());
    Catalog catalog = Catalog.of(settings);
    checkCommand(catalog, named.role());
    return new Planned(settings, Planner.draft(catalog, named, settings, serviceArguments));
  }
}
