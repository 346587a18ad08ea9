// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;

/** Judges the space of the volumes that launchers report. */
final class VolumeRule {
  /** A large volume is not full at one percent, and a small one not below a fixed number. */
  private static final long MIN_FREE_BYTES = 1L << 30;

  private static final long MIN_FREE_PERCENT = 1;
  private static final long PERCENT = 100;
  private static final long MIB = 1L << 20;

  private final Findings findings;

  /** The directories that have been reported: all components of a launcher have the same. */
  private final Set<String> reported = new HashSet<>();

  VolumeRule(Findings findings) {
    this.findings = findings;
  }

  void apply(List<Observation> observations) {
    for (Observation observation : observations) {
      Fact volumes = observation.facts().get(FactName.VOLUMES);
      if (volumes != null && volumes.value() instanceof FactValue.Fields(var fields)) {
        fields.forEach((directory, space) -> judge(observation.target(), directory, space));
      }
    }
  }

  private void judge(Target target, String directory, FactValue space) {
    if (!(space instanceof FactValue.Fields(Map<String, FactValue> fields)
        && fields.get("free") instanceof FactValue.Whole(long free)
        && fields.get("size") instanceof FactValue.Whole(long size))) {
      return;
    }
    boolean isFull = free < MIN_FREE_BYTES && free < size * MIN_FREE_PERCENT / PERCENT;
    if (isFull && reported.add(target.role() + " " + target.host() + " " + directory)) {
      findings.add(
          target,
          ProblemKind.BAD,
          "the volume of "
              + directory
              + " is full: "
              + free / MIB
              + " of "
              + size / MIB
              + " MiB are free",
          "delete files that are not needed, or enlarge the volume");
    }
  }
}
