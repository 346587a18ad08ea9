// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cli.option.SettingsOptions;
import org.lsst.qserv.entrypoint.health.LocalDatabase;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.RoleMode;
import org.lsst.qserv.entrypoint.mariadb.upgrade.DatabaseUpgrade;
import org.lsst.qserv.entrypoint.mariadb.upgrade.RunningServer;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * Locates the database of a command: the running database of this container, else the one that the
 * settings describe.
 *
 * @param mode the mode of the database
 */
record LocalDatabaseLocator(DatabaseUpgrade upgrade, Mode mode) {

  /** Returns the database of this container. */
  static LocalDatabaseLocator find(Host host, SettingsOptions options) throws IOException {
    Settings core = options.readCore();
    Path states = Path.of(core.string("paths.state"));
    Optional<LocalDatabase> running = LocalDatabase.find(new StateFiles(states).read(host), host);
    Settings settings = running.map(LocalDatabase::role).map(options::read).orElse(core);
    Path data = Path.of(settings.string("paths.data")).resolve("mysql");
    RunningServer server =
        new RunningServer(
            running.map(LocalDatabase::dataDirectory).orElse(data),
            settings.find("database.admin-url").map(DatabaseUrl.class::cast));
    CommandRunner tool =
        new CommandRunner("database upgrade", Optional.ofNullable(host.environment().get("PATH")));
    Mode mode =
        running
            .map(database -> database.modeSources().effective().mode())
            .orElseGet(() -> RoleMode.ofSettings(settings));
    return new LocalDatabaseLocator(new DatabaseUpgrade(server, tool, host), mode);
  }
}
