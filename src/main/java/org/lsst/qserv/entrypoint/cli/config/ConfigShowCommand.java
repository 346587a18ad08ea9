// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.config;

import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.cli.option.TargetParameters;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsDocument;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the effective settings. */
final class ConfigShowCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final TargetParameters target =
      new TargetParameters("Role whose settings to show; 'entrypoint --help' lists the roles.");
  private final OutputOption output = new OutputOption("hocon", "json");
  private final Flag changed = Flag.changed();

  ConfigShowCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description(
            "Print the effective settings as a file for --config. Secrets are omitted; the paths"
                + " of secret files are printed.")
        .footer("Example: entrypoint config show czar -e czar.http.port=5000 --changed");
    target.addTo(spec);
    spec.addOption(output.spec()).addOption(changed.spec());
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    LaunchTarget named = target.target();
    boolean asJson = output.format().equals("json");
    Settings settings = settingsOptions.read(named.role());
    Planner.check(Catalog.of(settings), named, settings);
    SettingsDocument document = settings.document(changed.isGiven());
    host.out().print(asJson ? document.json() : document.hocon());
    if (!document.omitted().isEmpty()) {
      host.err().println("secrets omitted: " + String.join(", ", document.omitted()));
    }
    return 0;
  }
}
