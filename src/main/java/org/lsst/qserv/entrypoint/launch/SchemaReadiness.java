package org.lsst.qserv.entrypoint.launch;

import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Time;
import org.lsst.qserv.entrypoint.plan.Step.EnsureSchema;
import org.lsst.qserv.entrypoint.schema.ResumeChoice;
import org.lsst.qserv.entrypoint.schema.SchemaStatus;
import org.lsst.qserv.entrypoint.schema.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.SchemaWait;
import org.lsst.qserv.entrypoint.schema.UpgradeOptions;

/** Sees to it that a schema has its version before a service starts. */
final class SchemaReadiness {
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
   * @throws Failure 75 if it is not and does not come, 78 if the schema is newer, 77 or 69 if the
   *     server cannot be asked
   */
  void run() throws InterruptedException {
    SchemaTarget seen = SchemaTargets.of(step.schema(), step.reader());
    SchemaStatus status = SchemaStatus.read(seen);
    switch (status.word()) {
      case CURRENT -> {
        return;
      }
      case UNINITIALISED -> uninitialised(status);
      case OUTDATED -> outdated(status);
      case NEWER, UNFINISHED -> {} // the wait says what is the matter
    }
    new SchemaWait(
            step.schema().module(),
            step.schema().database(),
            step.reader(),
            seen.scripts().newest(),
            time)
        .await(step.timeout());
  }

  private void uninitialised(SchemaStatus status) throws InterruptedException {
    boolean hasAdministrator = step.schema().adminUrl().isPresent();
    if (step.onUninitialised().equals("initialise") && hasAdministrator) {
      upgrades.run(step.schema(), UpgradeOptions.initialise(step.schema().lockTimeout()));
    } else if (step.onUninitialised().equals("fail")) {
      throw notThere(status, "schema.on-uninitialised=fail", "start the database in mode install");
    }
  }

  private void outdated(SchemaStatus status) throws InterruptedException {
    if (step.onOutdated().equals("upgrade") && step.schema().adminUrl().isPresent()) {
      upgrades.run(
          step.schema(),
          new UpgradeOptions(
              Optional.empty(),
              ResumeChoice.ASK,
              false,
              true,
              false,
              false,
              step.schema().lockTimeout()));
    } else if (step.onOutdated().equals("fail")) {
      throw notThere(
          status,
          "schema.on-outdated=fail",
          "bring the database up in mode maintenance and run: entrypoint schema upgrade --module "
              + step.schema().module());
    }
  }

  private static Failure notThere(SchemaStatus status, String setting, String fix) {
    return new Failure(
        ExitCode.TRY_AGAIN,
        "the schema of module "
            + status.module()
            + " on "
            + status.place()
            + " is "
            + status.version()
            + ", wanted is "
            + status.newest()
            + ", and "
            + setting,
        fix);
  }
}
