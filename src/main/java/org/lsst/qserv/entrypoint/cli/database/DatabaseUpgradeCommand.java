// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.database;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.Flag;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mariadb.upgrade.ServerVersions;
import org.lsst.qserv.entrypoint.mode.Mode;
import picocli.CommandLine.Model.CommandSpec;

/** Runs {@code mariadb-upgrade} if the data directory needs it. */
final class DatabaseUpgradeCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final Flag force =
      new Flag("--force", "Upgrade also in mode full, while clients are connected.");

  DatabaseUpgradeCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(force.spec());
    spec.usageMessage()
        .description(
            "Run mariadb-upgrade on the running server of this container, in mode maintenance, if"
                + " the system tables belong to a different MariaDB release series or their version"
                + " is not recorded. If the command is interrupted, run it again.")
        .footer("Example: docker exec CONTAINER entrypoint database upgrade");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LocalDatabaseLocator database = LocalDatabaseLocator.find(host, settingsOptions);
    ServerVersions versions =
        database
            .upgrade()
            .run(
                database.mode().toString(),
                force.isGiven() || database.mode() == Mode.MAINTENANCE,
                _ -> {});
    host.out()
        .println(versions + (versions.upgradeNeeded() ? ": upgraded" : ": already up to date"));
    return ExitCode.OK.number();
  }
}
