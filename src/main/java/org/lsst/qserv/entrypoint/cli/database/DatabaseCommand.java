// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.database;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import picocli.CommandLine.Model.CommandSpec;

/** {@code database upgrade} and {@code status}: the version of MariaDB. */
public final class DatabaseCommand implements Callable<Integer> {
  private final Host host;
  private final Supplier<SettingsOptions> options;

  /**
   * The commands.
   *
   * @param options makes the options for a command that takes settings
   */
  public DatabaseCommand(Host host, Supplier<SettingsOptions> options) {
    this.host = host;
    this.options = options;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .description("Upgrades the database of this container to its server's version of MariaDB.")
        .footer("Example: entrypoint database status");
    spec.addSubcommand("upgrade", new DatabaseUpgradeCommand(host, options.get()).spec());
    spec.addSubcommand("status", new DatabaseStatusCommand(host, options.get()).spec());
    return spec;
  }

  @Override
  public Integer call() {
    throw new Failure(
        ExitCode.USAGE, "database: upgrade or status?", "read entrypoint database --help");
  }
}
