// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.config;

import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.option.TargetParameters;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.PreflightChecks;
import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;

/** Reports every problem with the settings that a launch would report. */
final class ConfigCheckCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final TargetParameters target =
      new TargetParameters("Role whose settings to check; 'entrypoint --help' lists the roles.");

  ConfigCheckCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Report every problem that a launch would report, with the same exit code.")
        .footer("Example: entrypoint config check worker xrootd --config site.conf");
    target.addTo(spec);
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    LaunchTarget named = target.target();
    Settings settings = settingsOptions.read(named.role());
    LaunchPlan plan = Planner.draft(Catalog.of(settings), named, settings, List.of());
    PreflightChecks checks = new PreflightChecks(host, settings, plan);
    checks.checkSettings();
    checks.checkContainer();
    settings
        .warnings()
        .forEach(warning ->
            host.err().println("warning: " + warning.what() + "\n  fix: " + warning.fix()));
    host.out().println("the settings of '" + named + "' are valid");
    return 0;
  }
}
