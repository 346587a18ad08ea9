package org.lsst.qserv.entrypoint.launch;

import java.time.Duration;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Time;
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
  private final Time time;

  SchemaReadiness(EnsureSchema step, SchemaUpgrades upgrades, Time time) {
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
   * owner's, but nobody owns an initialisation: whoever has an administrator goes on with it.
   */
  private void mind(Version version, boolean unfinished, Version wanted)
      throws InterruptedException {
    boolean initialised = version.isInitialised();
    String word = initialised ? step.onOutdated() : step.onUninitialised();
    if (word.equals(FAIL) && !unfinished) {
      throw notThere(version, wanted);
    }
    boolean wants = word.equals("initialise") || (word.equals("upgrade") && !unfinished);
    if (wants && step.schema().adminUrl().isPresent()) {
      upgrade(initialised);
    }
  }

  private void upgrade(boolean initialised) throws InterruptedException {
    Duration lock = step.schema().lockTimeout();
    Duration patience = lock.compareTo(step.timeout()) < 0 ? lock : step.timeout();
    UpgradeOptions options = UpgradeOptions.initialise(patience);
    try {
      upgrades.run(step.schema(), initialised ? options.ifOnlineSafe() : options);
    } catch (Failure e) {
      if (e.exit() != ExitCode.UNAVAILABLE) {
        throw e;
      }
      LOG.warn("{}; trying again", e.problems().getFirst().what());
    }
  }

  private Failure notThere(Version version, Version wanted) {
    boolean initialised = version.isInitialised();
    return new Failure(
        ExitCode.TRY_AGAIN,
        "the schema of module "
            + step.schema().module()
            + " on "
            + step.reader().place()
            + (initialised ? " has version " + version : " is not there yet")
            + ", wanted is "
            + wanted
            + ", and schema."
            + (initialised ? "on-outdated" : "on-uninitialised")
            + "="
            + FAIL,
        initialised
            ? "start the database in mode maintenance and run: entrypoint schema upgrade"
                + " --module "
                + step.schema().module()
            : "start the database in mode install");
  }
}
