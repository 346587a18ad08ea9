// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.io.IOException;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mariadb.upgrade.ServerVersions;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/** Finds the MariaDB versions that a launch would compare, as far as possible. */
final class VersionsOnDisk {
  private final Host host;

  VersionsOnDisk(Host host) {
    this.host = host;
  }

  /**
   * Returns the versions in parentheses, to append to the step. Runs the server's program with
   * {@code --version}, which changes nothing.
   */
  String of(Step.CheckServerVersion check) {
    CommandRunner tool =
        new CommandRunner("explain", Optional.ofNullable(host.environment().get("PATH")));
    try {
      return " (" + ServerVersions.atRest(check.dataDirectory(), check.program(), tool) + ")";
    } catch (IOException e) {
      return " (unreadable)";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
