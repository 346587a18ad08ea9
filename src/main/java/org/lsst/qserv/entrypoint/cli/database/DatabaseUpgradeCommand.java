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

/** Runs {@code mariadb-upgrade} where it has something to do. */
final class DatabaseUpgradeCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final Flag force = new Flag("--force", "Upgrade in mode full too, with users at work.");

  DatabaseUpgradeCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(force.spec());
    spec.usageMessage()
        .description(
            "Runs mariadb-upgrade beside the server of this container, in mode maintenance, if its"
                + " files are those of another series of MariaDB. Killed in the middle, it is run"
                + " again.")
        .footer("Example: docker exec CONTAINER entrypoint database upgrade");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LocalDatabaseLocator here = LocalDatabaseLocator.find(host, settingsOptions);
    ServerVersions found =
        here.upgrade()
            .run(here.mode().toString(), force.isGiven() || here.mode() == Mode.MAINTENANCE);
    host.out().println(found + (found.upgradeNeeded() ? ": upgraded" : ": nothing to do"));
    return ExitCode.OK.number();
  }
}
