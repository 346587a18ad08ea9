// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.config;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command {@code config} and its subcommands {@code show}, {@code check} and {@code reference}.
 */
public final class ConfigCommand implements Callable<Integer> {
  private final Host host;
  private final Supplier<SettingsOptions> options;

  /**
   * Creates the command.
   *
   * @param options creates the options of a subcommand
   */
  public ConfigCommand(Host host, Supplier<SettingsOptions> options) {
    this.host = host;
    this.options = options;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Show, check and describe settings.")
        .footer("Example: entrypoint config check worker --config site.conf");
    spec.addSubcommand("show", new ConfigShowCommand(host, options.get()).spec());
    spec.addSubcommand("check", new ConfigCheckCommand(host, options.get()).spec());
    spec.addSubcommand("reference", new ConfigReferenceCommand(host).spec());
    return spec;
  }

  @Override
  public Integer call() {
    throw new Failure(
        ExitCode.USAGE,
        "missing subcommand for 'config'",
        "use 'config show', 'config check' or 'config reference'");
  }
}
