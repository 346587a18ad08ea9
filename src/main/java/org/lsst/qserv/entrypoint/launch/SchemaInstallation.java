// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.account.Change;
import org.lsst.qserv.entrypoint.mariadb.account.Difference;
import org.lsst.qserv.entrypoint.mariadb.account.InitOptions;
import org.lsst.qserv.entrypoint.mariadb.datadir.DataDirectoryLock;
import org.lsst.qserv.entrypoint.mariadb.datadir.DataDirectoryUsage;
import org.lsst.qserv.entrypoint.mariadb.datadir.TemporaryServer;
import org.lsst.qserv.entrypoint.plan.Step.InstallSchema;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaUpgrade;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Initializes the server on a complete data directory, and creates the schema if there is none. An
 * older schema is not upgraded. No state is kept between runs: each run determines what remains to
 * be done.
 */
final class SchemaInstallation {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaInstallation.class);

  /** Long enough for the crash recovery of a large data directory. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(30);

  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(30);

  private final InstallSchema step;
  private final SchemaUpgrades upgrades;
  private final CommandRunner tool;
  private final TimeSource time;
  private final Consumer<TaskProgress> progress;

  SchemaInstallation(
      InstallSchema step,
      SchemaUpgrades upgrades,
      CommandRunner tool,
      TimeSource time,
      Consumer<TaskProgress> progress) {
    this.step = step;
    this.upgrades = upgrades;
    this.tool = tool;
    this.time = time;
    this.progress = progress;
  }

  /**
   * Runs the installation on the running server of the data directory, or on a temporary one.
   *
   * @throws Failure with exit code 75 if another process installs, or if an unreachable server uses
   *     the directory; 78 for an older schema
   */
  void run() throws IOException, InterruptedException {
    Path directory = step.dataDirectory();
    progress.accept(TaskProgress.of(step.toString()));
    // lock before searching: another installation may stop its temporary server at any time
    try (DataDirectoryLock _ = DataDirectoryLock.acquire(directory)) {
      DataDirectoryUsage server = DataDirectoryUsage.find(directory);
      if (server instanceof DataDirectoryUsage.Reachable(Path socket)) {
        LOG.info("server={} already running", socket);
        install(socket);
        return;
      }
      if (server instanceof DataDirectoryUsage.Unreachable) {
        throw new Failure(
            ExitCode.TRY_AGAIN,
            directory + " is in use by a server that cannot be reached from this container",
            "stop that server, or try again when it accepts connections");
      }
      new TemporaryServer(directory, step.program(), tool, time, START_TIMEOUT, STOP_TIMEOUT)
          .run(this::install);
    }
  }

  private void install(Path socket) throws InterruptedException {
    DatabaseUrl url = SchemaTargets.administrator(step.dataDirectory(), socket);
    Difference done = Initializations.at(url, step.initialization(), InitOptions.NONE).run();
    for (Change change : done.changes()) {
      LOG.info("initialized=\"{}\"", change.what());
    }
    done.warnings().forEach(LOG::warn);
    SchemaUpgrade.Result result =
        upgrades.run(step.schema().at(url), UpgradeOptions.initialize(step.schema().lockTimeout()));
    LOG.info("schema={} version={}", step.schema().database(), result.to());
  }
}
