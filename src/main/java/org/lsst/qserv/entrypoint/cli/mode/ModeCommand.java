// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.mode;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Shows or changes the mode of this container. */
public final class ModeCommand implements Callable<Integer> {
  private final Host host;
  private final Supplier<SettingsOptions> settingsOptions;

  /**
   * Creates the command.
   *
   * @param settingsOptions creates the options of a subcommand
   */
  public ModeCommand(Host host, Supplier<SettingsOptions> settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Show or change the mode of this container.")
        .footer("Example: docker exec CONTAINER entrypoint mode set maintenance --wait");
    add(spec, "show", new ModeShowCommand(host, settingsOptions.get()).spec());
    add(spec, "set", new ModeSetCommand(host, settingsOptions.get()).spec());
    return spec;
  }

  private static void add(CommandSpec spec, String name, CommandSpec subcommand) {
    spec.addSubcommand(name, new CommandLine(subcommand, CommandModel.VALUES));
  }

  @Override
  public Integer call() {
    throw new Failure(
        ExitCode.USAGE, "missing subcommand for 'mode'", "use 'mode show' or 'mode set MODE'");
  }
}
