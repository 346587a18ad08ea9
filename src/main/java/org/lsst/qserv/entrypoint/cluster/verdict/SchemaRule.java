// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint.ExpectedSchema;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Judges the versions and the unfinished upgrades of the schemas. */
final class SchemaRule {
  private final Findings findings;

  /** The first version that was seen of each schema without an expected version. */
  private final Map<String, Observation> first = new HashMap<>();

  SchemaRule(Findings findings) {
    this.findings = findings;
  }

  void apply(List<Observation> observations) {
    for (Observation observation : observations) {
      if (observation.target().endpoint() instanceof Endpoint.Database database
          && database.schema().isPresent()
          && observation.schema().isPresent()) {
        judge(observation, database.schema().get(), observation.schema().get());
      }
    }
  }

  /** Returns whether a session executes the upgrade. */
  static boolean isRunning(Observation observation) {
    return observation.upgrade().flatMap(Progress::upgradingSession).isPresent();
  }

  private void judge(Observation observation, ExpectedSchema expected, Version version) {
    Target target = observation.target();
    Optional<Progress> upgrade = observation.upgrade();
    if (upgrade.isPresent()) {
      if (!isRunning(observation)) {
        findings.add(
            target,
            ProblemKind.BAD,
            "the upgrade of " + describe(upgrade.get()) + " was interrupted",
            upgradeCommand(expected, target));
      }
    } else if (!version.isInitialized()) {
      findings.add(
          target,
          ProblemKind.MISSING,
          "database " + expected.database() + " has no schema",
          "run on its host: entrypoint init --module " + expected.module());
    } else if (expected.version().isPresent()) {
      compare(target, expected, version.number(), expected.version().getAsInt());
    } else {
      compareWithOthers(observation, expected, version);
    }
  }

  private void compare(Target target, ExpectedSchema expected, int version, int wanted) {
    if (version < wanted) {
      findings.add(
          target,
          ProblemKind.DIFFERENT,
          "schema " + expected.database() + " has version " + version + ", expected " + wanted,
          upgradeCommand(expected, target));
    } else if (version > wanted) {
      findings.add(
          target,
          ProblemKind.DIFFERENT,
          "schema " + expected.database() + " has version " + version + ", expected " + wanted,
          "use the images that upgraded it, or correct schema-version in the description");
    }
  }

  private void compareWithOthers(
      Observation observation, ExpectedSchema expected, Version version) {
    Observation other = first.putIfAbsent(expected.module(), observation);
    if (other != null && !other.schema().equals(observation.schema())) {
      findings.add(
          observation.target(),
          ProblemKind.DIFFERENT,
          "schema "
              + expected.database()
              + " has version "
              + version
              + ", but that of "
              + other.target().host()
              + " has version "
              + other.schema().orElse(Version.UNINITIALIZED),
          upgradeCommand(expected, observation.target()));
    }
  }

  private static String upgradeCommand(ExpectedSchema expected, Target target) {
    return "run on "
        + target.host()
        + ", in mode maintenance: entrypoint schema upgrade --module "
        + expected.module();
  }

  /** Returns the versions and the position of an upgrade. */
  static String describe(Progress upgrade) {
    return upgrade.database()
        + " from "
        + upgrade.from()
        + " to "
        + upgrade.to()
        + " (statement "
        + upgrade.step()
        + " of "
        + upgrade.steps()
        + (upgrade.summary().isEmpty() ? "" : ", " + upgrade.summary())
        + ")";
  }
}
