// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.account.Change;
import org.lsst.qserv.entrypoint.mariadb.account.Difference;
import org.lsst.qserv.entrypoint.mariadb.account.InitOptions;
import org.lsst.qserv.entrypoint.mariadb.datadir.DataDirectoryLock;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerOnDirectory;
import org.lsst.qserv.entrypoint.mariadb.datadir.TemporaryServer;
import org.lsst.qserv.entrypoint.plan.Step.InstallSchema;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaUpgrade;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs in a complete data directory: initializes, and makes the schema if there is none. An
 * older schema is left alone. Nothing tells the next run that this one was here, so each run finds
 * out by itself what is left to do.
 */
final class SchemaInstallation {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaInstallation.class);

  /** A recovery of a large data directory takes its time. */
  private static final Duration START = Duration.ofMinutes(30);

  private static final Duration STOP = Duration.ofMinutes(30);

  private final InstallSchema install;
  private final SchemaUpgrades upgrades;
  private final CommandRunner tool;
  private final TimeSource time;

  SchemaInstallation(
      InstallSchema install, SchemaUpgrades upgrades, CommandRunner tool, TimeSource time) {
    this.install = install;
    this.upgrades = upgrades;
    this.tool = tool;
    this.time = time;
  }

  /**
   * Does it, with the server that runs there or with one for the time of it.
   *
   * @throws Failure 75 if somebody else installs, or if a server holds the directory that cannot be
   *     reached; 78 for an older schema
   */
  void run() throws IOException, InterruptedException {
    Path directory = install.dataDirectory();
    // before the look: the server of another installation is not one to rely on
    try (DataDirectoryLock _ = DataDirectoryLock.acquire(directory)) {
      ServerOnDirectory server = ServerOnDirectory.find(directory);
      if (server instanceof ServerOnDirectory.Reachable(Path socket)) {
        LOG.info("server={} runs already", socket);
        with(socket);
        return;
      }
      if (server instanceof ServerOnDirectory.Unreachable) {
        throw new Failure(
            ExitCode.TRY_AGAIN,
            "a server that cannot be reached from here holds " + directory,
            "stop it, or wait until it is up: it is used then");
      }
      new TemporaryServer(directory, install.program(), tool, time, START, STOP).run(this::with);
    }
  }

  private void with(Path socket) throws InterruptedException {
    DatabaseUrl url = SchemaTargets.administrator(install.dataDirectory(), socket);
    Difference done = Initializations.at(url, install.initialization(), InitOptions.NONE).run();
    for (Change change : done.changes()) {
      LOG.info("initialized=\"{}\"", change.what());
    }
    done.warnings().forEach(LOG::warn);
    SchemaUpgrade.Result result =
        upgrades.run(
            install.schema().at(url), UpgradeOptions.initialize(install.schema().lockTimeout()));
    LOG.info("schema={} version={}", install.schema().database(), result.to());
  }
}
