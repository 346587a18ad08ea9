// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.mariadb.upgrade.DatabaseUpgrade;
import org.lsst.qserv.entrypoint.mariadb.upgrade.RunningServer;
import org.lsst.qserv.entrypoint.mariadb.upgrade.ServerVersions;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.plan.Step.UpgradeDatabase;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Upgrades the database of a launch if the server that has just been started, or is about to be,
 * belongs to another series than its files. It starts again after a kill, because the files contain
 * the new version at the very end.
 */
final class AutomaticUpgrade {
  private static final Logger LOG = LoggerFactory.getLogger(AutomaticUpgrade.class);

  private final UpgradeDatabase step;

  AutomaticUpgrade(UpgradeDatabase step) {
    this.step = step;
  }

  /** Returns whether there is anything to upgrade; connects to no server. */
  boolean isPending() throws IOException {
    return ServerVersions.ofLastServer(step.dataDirectory()).upgradeNeeded();
  }

  /**
   * Upgrades the running server, if that is necessary.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure as {@link DatabaseUpgrade#run} does
   */
  void run(CommandRunner tool, Host host, Consumer<TaskProgress> progress)
      throws IOException, InterruptedException {
    if (!isPending()) {
      return; // a server that needs no upgrade need not accept our administrator
    }
    RunningServer server = new RunningServer(step.dataDirectory(), step.administrator());
    ServerVersions before =
        new DatabaseUpgrade(server, tool, host).run(Mode.MAINTENANCE.toString(), true, progress);
    LOG.info("data-directory={} upgraded versions=\"{}\"", step.dataDirectory(), before);
  }
}
