package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Whether a schema that exists may be upgraded now. */
final class UpgradeTime {
  private final SchemaTarget target;
  private final UpgradeOptions options;

  UpgradeTime(SchemaTarget target, UpgradeOptions options) {
    this.target = target;
    this.options = options;
  }

  /**
   * Looks at mode and scripts.
   *
   * @throws Failure 78 if it is not the time
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
          what + " changes a schema that exists, and the mode is not maintenance",
          "bring the database up in mode maintenance and run: entrypoint schema upgrade --module "
              + target.module()
              + (path.stream().allMatch(Script::isOnlineSafe)
                  ? " (or give --allow-online: its scripts are marked as safe)"
                  : ""));
    }
    List<String> unsafe =
        path.stream().filter(script -> !script.isOnlineSafe()).map(Script::name).toList();
    if (!unsafe.isEmpty()) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          what + " is not marked as safe while services run: " + String.join(", ", unsafe),
          "bring the database up in mode maintenance for it");
    }
  }
}
