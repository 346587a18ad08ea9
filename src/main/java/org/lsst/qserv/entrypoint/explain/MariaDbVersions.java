// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.io.IOException;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mariadb.upgrade.ServerVersions;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/**
 * Reads the MariaDB version recorded in a data directory and that of the server program, for the
 * check that a launch would do.
 */
final class MariaDbVersions {
  private final Host host;

  MariaDbVersions(Host host) {
    this.host = host;
  }

  /**
   * Returns the versions in parentheses, to append to the step. Runs the server's program with
   * {@code --version}, which changes nothing.
   */
  String of(Step.CheckServerVersion check) {
    CommandRunner runner =
        new CommandRunner("explain", Optional.ofNullable(host.environment().get("PATH")));
    try {
      return " ("
          + ServerVersions.ofStoppedServer(check.dataDirectory(), check.program(), runner)
          + ")";
    } catch (IOException e) {
      return " (unreadable)";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
