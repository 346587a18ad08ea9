// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.compatibility;

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

/** Determines how an instance can be upgraded to another image. */
public final class CompatibilityCommand implements Callable<Integer> {
  private final Host host;
  private final BundledFiles bundled;
  private final Supplier<SettingsOptions> settingsOptions;

  /**
   * Creates the command.
   *
   * @param settingsOptions creates the options of a subcommand
   */
  public CompatibilityCommand(
      Host host, BundledFiles bundled, Supplier<SettingsOptions> settingsOptions) {
    this.host = host;
    this.bundled = bundled;
    this.settingsOptions = settingsOptions;
  }

  /** Returns the model of the command. */
  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Determine how an instance can be upgraded to another image.")
        .footer(
            "Example: docker run --rm -i NEW-IMAGE entrypoint compatibility check --from - <old.json");
    add(spec, "describe", new DescribeCommand(host, bundled, settingsOptions.get()).spec());
    add(spec, "check", new CheckCommand(host, bundled, settingsOptions.get()).spec());
    return spec;
  }

  private static void add(CommandSpec spec, String name, CommandSpec subcommand) {
    spec.addSubcommand(name, new CommandLine(subcommand, CommandModel.VALUES));
  }

  @Override
  public Integer call() {
    throw new Failure(
        ExitCode.USAGE,
        "missing subcommand for 'compatibility'",
        "use 'compatibility describe' or 'compatibility check --from FACTS'");
  }
}
