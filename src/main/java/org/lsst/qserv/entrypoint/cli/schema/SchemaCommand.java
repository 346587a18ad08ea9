// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.schema;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code schema} and its subcommands. */
public final class SchemaCommand implements Callable<Integer> {
  private final Host host;
  private final Supplier<SettingsOptions> options;

  /**
   * Creates the command.
   *
   * @param options creates the options of a subcommand
   */
  public SchemaCommand(Host host, Supplier<SettingsOptions> options) {
    this.host = host;
    this.options = options;
  }

  /** Returns the model of the command with its subcommands. */
  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Show the state of a module's schema, and upgrade it.")
        .footer("Example: entrypoint schema status --module worker");
    spec.addSubcommand("status", new SchemaStatusCommand(module()).spec());
    spec.addSubcommand("plan", new SchemaPlanCommand(module()).spec());
    spec.addSubcommand("upgrade", new SchemaUpgradeCommand(module()).spec());
    spec.addSubcommand("watch", new SchemaWatchCommand(module()).spec());
    spec.addSubcommand("stop", new SchemaStopCommand(module()).spec());
    spec.addSubcommand("wait", new SchemaWaitCommand(module()).spec());
    return spec;
  }

  private ModuleOption module() {
    return new ModuleOption(host, options.get());
  }

  @Override
  public Integer call() {
    throw new Failure(
        ExitCode.USAGE,
        "missing subcommand for 'schema'",
        "use 'schema status', or plan, upgrade, watch, stop or wait instead of status");
  }
}
