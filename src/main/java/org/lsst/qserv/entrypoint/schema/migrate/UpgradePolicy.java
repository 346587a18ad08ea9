// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Decides whether an existing schema may be upgraded in the current mode. */
final class UpgradePolicy {
  private final SchemaTarget target;
  private final UpgradeOptions options;

  UpgradePolicy(SchemaTarget target, UpgradeOptions options) {
    this.target = target;
    this.options = options;
  }

  /**
   * Checks the mode and the scripts.
   *
   * @throws Failure with exit code 78 if the upgrade is not allowed now
   */
  void check(Version from, List<Script> path) {
    if (options.mayUpgrade()) {
      return;
    }
    String to = path.getLast().to().toString();
    String what = target + ": the upgrade from version " + from + " to " + to;
    if (!options.online()) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          what + " changes an existing schema, and the mode is not maintenance",
          "start the database in mode maintenance and run: entrypoint schema upgrade --module "
              + target.module()
              + (path.stream().allMatch(Script::isOnlineSafe)
                  ? " (or use --allow-online: its scripts are marked as online-safe)"
                  : ""));
    }
    List<String> unsafe =
        path.stream().filter(script -> !script.isOnlineSafe()).map(Script::name).toList();
    if (!unsafe.isEmpty()) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          what + " is not marked as online-safe: " + String.join(", ", unsafe),
          "start the database in mode maintenance for it");
    }
  }
}
