// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;

/** Judges the certificates of components before they expire. */
final class CertificateRule {
  /** Later than any automatic renewal, and early enough for one by a person. */
  private static final Duration LIMIT = Duration.ofDays(14);

  private final Instant time;
  private final Findings findings;

  CertificateRule(Instant time, Findings findings) {
    this.time = time;
    this.findings = findings;
  }

  void apply(List<Observation> observations) {
    for (Observation observation : observations) {
      Fact end = observation.facts().get(FactName.CERTIFICATE_EXPIRES);
      if (end != null) {
        judge(observation, Instant.parse(end.value().toString()));
      }
    }
  }

  private void judge(Observation observation, Instant end) {
    if (end.minus(LIMIT).isAfter(time)) {
      return;
    }
    String when =
        end.isAfter(time)
            ? "expires in " + Duration.between(time, end).toDays() + " days, at "
            : "has expired at ";
    findings.add(
        observation.target(),
        ProblemKind.EXPIRING,
        "its certificate " + when + end,
        "renew it, and restart the component unless it reads a renewed certificate by itself");
  }
}
