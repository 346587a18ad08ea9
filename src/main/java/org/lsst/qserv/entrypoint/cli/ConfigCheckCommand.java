package org.lsst.qserv.entrypoint.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.catalogue.Catalogue;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.plan.Planner;
import org.lsst.qserv.entrypoint.plan.Target;
import org.lsst.qserv.entrypoint.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;

/** Whether a launch would find anything wrong with the settings. */
final class ConfigCheckCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final TargetParameters target = new TargetParameters("Whose settings");

  ConfigCheckCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec = EntrypointCommand.command(this);
    spec.usageMessage()
        .description("Says all that is wrong with the settings (78), and does nothing else.")
        .footer("Example: entrypoint config check worker xrootd --config site.conf");
    target.addTo(spec);
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    Target named = target.target();
    Settings settings = settingsOptions.read(named.role());
    Planner.plan(Catalogue.of(settings), named, settings, List.of());
    settings
        .warnings()
        .forEach(warning ->
            host.err().println("warning: " + warning.what() + "\n  fix: " + warning.fix()));
    host.out().println("the settings of '" + named + "' are right");
    return 0;
  }
}
