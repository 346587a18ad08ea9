// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.time.Duration;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.plan.Step.EnsureSchema;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaWait;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ensures that a schema has the version of the scripts before a service starts. */
final class SchemaReadiness {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaReadiness.class);
  private static final String FAIL = "fail";

  private final EnsureSchema step;
  private final SchemaUpgrades upgrades;
  private final TimeSource time;
  private final Consumer<TaskProgress> progress;

  SchemaReadiness(
      EnsureSchema step,
      SchemaUpgrades upgrades,
      TimeSource time,
      Consumer<TaskProgress> progress) {
    this.step = step;
    this.upgrades = upgrades;
    this.time = time;
    this.progress = progress;
  }

  /**
   * Returns when the schema has the version.
   *
   * @return the version
   * @throws Failure with exit code 75 if the schema does not reach the version in time, 78 if it is
   *     newer, 77 if access is denied, 69 if the server cannot be reached in time
   */
  Version run() throws InterruptedException {
    Version target = SchemaTargets.scripts(step.schema()).newest();
    new SchemaWait(step.schema().module(), step.schema().database(), step.reader(), target, time)
        .await(
            step.timeout(),
            (version, unfinished) -> applyPolicy(version, unfinished, target),
            progress);
    return target;
  }

  /**
   * Applies {@code schema.on-outdated} or {@code schema.on-uninitialized}; called repeatedly during
   * the wait. An unfinished upgrade is left to its owner. An unfinished initialization has no
   * owner, so any service with an administrator account resumes it.
   */
  private void applyPolicy(Version version, boolean unfinished, Version target)
      throws InterruptedException {
    boolean initialized = version.isInitialized();
    String policy = initialized ? step.onOutdated() : step.onUninitialized();
    if (policy.equals(FAIL) && !unfinished) {
      throw notReady(version, target);
    }
    boolean applies = policy.equals("initialize") || (policy.equals("upgrade") && !unfinished);
    if (applies && step.schema().adminUrl().isPresent()) {
      upgrade(initialized);
    }
  }

  private void upgrade(boolean initialized) throws InterruptedException {
    Duration lock = step.schema().lockTimeout();
    Duration timeout = lock.compareTo(step.timeout()) < 0 ? lock : step.timeout();
    UpgradeOptions options = UpgradeOptions.initialize(timeout);
    try {
      upgrades.run(step.schema(), initialized ? options.ifOnlineSafe() : options);
    } catch (Failure e) {
      if (e.exit() != ExitCode.UNAVAILABLE) {
        throw e;
      }
      LOG.warn("{}; retrying", e.problems().getFirst().what());
    }
  }

  private Failure notReady(Version version, Version target) {
    boolean initialized = version.isInitialized();
    return new Failure(
        ExitCode.TRY_AGAIN,
        "the schema of module "
            + step.schema().module()
            + " on "
            + step.reader().address()
            + (initialized ? " has version " + version : " is not initialized")
            + " (target version "
            + target
            + ", schema."
            + (initialized ? "on-outdated" : "on-uninitialized")
            + "="
            + FAIL
            + ")",
        initialized
            ? "start the database in mode maintenance and run: entrypoint schema upgrade"
                + " --module "
                + step.schema().module()
            : "start the database in mode install");
  }
}
