// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.time.Duration;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.plan.Step.EnsureSchema;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaWait;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a schema has its version before a service starts. */
final class SchemaReadiness {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaReadiness.class);
  private static final String FAIL = "fail";

  private final EnsureSchema step;
  private final SchemaUpgrades upgrades;
  private final TimeSource time;

  SchemaReadiness(EnsureSchema step, SchemaUpgrades upgrades, TimeSource time) {
    this.step = step;
    this.upgrades = upgrades;
    this.time = time;
  }

  /**
   * Returns when the version is there.
   *
   * @throws Failure 75 if it is not and does not come, 78 if the schema is newer, 77 if the account
   *     is refused, 69 if the server does not come
   */
  void run() throws InterruptedException {
    Version wanted = SchemaTargets.scripts(step.schema()).newest();
    new SchemaWait(step.schema().module(), step.schema().database(), step.reader(), wanted, time)
        .await(step.timeout(), (version, unfinished) -> mind(version, unfinished, wanted));
  }

  /**
   * What the settings want done, tried again while the wait lasts. An upgrade that was begun is its
   * owner's, but nobody owns an initialization: whoever has an administrator goes on with it.
   */
  private void mind(Version version, boolean unfinished, Version wanted)
      throws InterruptedException {
    boolean initialized = version.isInitialized();
    String word = initialized ? step.onOutdated() : step.onUninitialized();
    if (word.equals(FAIL) && !unfinished) {
      throw notThere(version, wanted);
    }
    boolean wants = word.equals("initialize") || (word.equals("upgrade") && !unfinished);
    if (wants && step.schema().adminUrl().isPresent()) {
      upgrade(initialized);
    }
  }

  private void upgrade(boolean initialized) throws InterruptedException {
    Duration lock = step.schema().lockTimeout();
    Duration patience = lock.compareTo(step.timeout()) < 0 ? lock : step.timeout();
    UpgradeOptions options = UpgradeOptions.initialize(patience);
    try {
      upgrades.run(step.schema(), initialized ? options.ifOnlineSafe() : options);
    } catch (Failure e) {
      if (e.exit() != ExitCode.UNAVAILABLE) {
        throw e;
      }
      LOG.warn("{}; trying again", e.problems().getFirst().what());
    }
  }

  private Failure notThere(Version version, Version wanted) {
    boolean initialized = version.isInitialized();
    return new Failure(
        ExitCode.TRY_AGAIN,
        "the schema of module "
            + step.schema().module()
            + " on "
            + step.reader().place()
            + (initialized ? " has version " + version : " is not there yet")
            + ", wanted is "
            + wanted
            + ", and schema."
            + (initialized ? "on-outdated" : "on-uninitialized")
            + "="
            + FAIL,
        initialized
            ? "start the database in mode maintenance and run: entrypoint schema upgrade"
                + " --module "
                + step.schema().module()
            : "start the database in mode install");
  }
}
