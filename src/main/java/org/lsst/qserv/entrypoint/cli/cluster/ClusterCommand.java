// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.cluster;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Shows the state of whole instances, and plans their upgrades. */
public final class ClusterCommand implements Callable<Integer> {
  private final Host host;
  private final Supplier<SettingsOptions> settingsOptions;
  private final BundledFiles bundled;

  /**
   * Creates the command.
   *
   * @param settingsOptions creates the options of a subcommand
   */
  public ClusterCommand(
      Host host, Supplier<SettingsOptions> settingsOptions, BundledFiles bundled) {
    this.host = host;
    this.settingsOptions = settingsOptions;
    this.bundled = bundled;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Show the state of whole Qserv instances, and plan their upgrades.")
        .footer("Example: entrypoint cluster status --instance /etc/qserv/dr1.conf");
    CommandSpec status = new ClusterStatusCommand(host, settingsOptions.get(), bundled).spec();
    CommandSpec serve = new ClusterServeCommand(host, settingsOptions.get(), bundled).spec();
    CommandSpec plan = new ClusterPlanCommand(host, settingsOptions.get(), bundled).spec();
    return spec.addSubcommand("status", new CommandLine(status, CommandModel.VALUES))
        .addSubcommand("serve", new CommandLine(serve, CommandModel.VALUES))
        .addSubcommand("plan", new CommandLine(plan, CommandModel.VALUES));
  }

  @Override
  public Integer call() {
    throw new Failure(
        ExitCode.USAGE,
        "missing subcommand for 'cluster'",
        "use 'cluster status', 'cluster serve' or 'cluster plan --to FACTS'");
  }
}
