// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.database;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.cli.option.OutputOption;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mariadb.upgrade.ServerVersions;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the MariaDB versions of the data directory and of the server. */
final class DatabaseStatusCommand implements Callable<Integer> {
  private final Host host;
  private final SettingsOptions settingsOptions;
  private final OutputOption output = new OutputOption("text", "json");

  DatabaseStatusCommand(Host host, SettingsOptions settingsOptions) {
    this.host = host;
    this.settingsOptions = settingsOptions;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addOption(output.spec());
    spec.usageMessage()
        .description(
            "Show the MariaDB version of the system tables in this container's data directory, the"
                + " version of the server, and whether an upgrade is needed.")
        .footer("Example: docker exec CONTAINER entrypoint database status --output json");
    settingsOptions.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean json = output.format().equals("json");
    ServerVersions versions = LocalDatabaseLocator.find(host, settingsOptions).upgrade().status();
    host.out().println(json ? versions.json() : versions.lines());
    return ExitCode.OK.number();
  }
}
