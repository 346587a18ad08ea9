// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.io.IOException;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mariadb.upgrade.ServerVersions;
import org.lsst.qserv.entrypoint.plan.Step;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/** The versions of MariaDB that a launch would compare, as far as they can be known. */
final class VersionsOnDisk {
  private final Host host;

  VersionsOnDisk(Host host) {
    this.host = host;
  }

  /** In parentheses behind the step; the server's program is asked, which changes nothing. */
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
