// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.collect.Trouble;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;

/** Judges whether each component answers as it should in a mode, and for the right instance. */
final class AnswerRule {
  private static final String NOT_RUNNING = "not-running";

  private final String instance;
  private final ExpectedMode mode;
  private final Instant time;
  private final Findings findings;

  AnswerRule(String instance, ExpectedMode mode, Instant time, Findings findings) {
    this.instance = instance;
    this.mode = mode;
    this.time = time;
    this.findings = findings;
  }

  void apply(List<Observation> observations) {
    observations.forEach(this::judge);
    reportSharedIdentities(observations);
  }

  private void judge(Observation observation) {
    Target target = observation.target();
    Optional<Trouble> trouble = observation.trouble();
    if (mode.includes(target)) {
      trouble.ifPresent(found -> findings.add(target, found.kind(), found.text(), found.fix()));
    } else if (trouble.isPresent()) {
      judgeParked(target, trouble.get());
    } else if (observation.facts().containsKey(FactName.STATE)) {
      findings.add(
          target,
          ProblemKind.DIFFERENT,
          "it runs, but it does not run in mode " + mode.mode(),
          "run on its host: entrypoint mode set " + mode.mode());
    }
    Fact other = observation.facts().get(FactName.INSTANCE);
    if (other != null && !other.value().toString().equals(instance)) {
      findings.add(
          target,
          ProblemKind.UNEXPECTED,
          "it belongs to instance '" + other.value() + "'",
          "correct the host in the description, or instance-id of the component");
    }
  }

  /** A component that is parked or stopped does not listen; a host may even have no address. */
  private void judgeParked(Target target, Trouble trouble) {
    if (trouble.kind() == ProblemKind.UNREACHABLE) {
      findings.add(target, FactName.STATE, Fact.of(NOT_RUNNING, trouble.text(), time));
    } else {
      findings.add(target, trouble.kind(), trouble.text(), trouble.fix());
    }
  }

  /** Two services with one identity use the same database, or a copy of it. */
  private void reportSharedIdentities(List<Observation> observations) {
    Map<String, Target> first = new HashMap<>();
    for (Observation observation : observations) {
      Target target = observation.target();
      Fact identity = observation.facts().get(FactName.IDENTITY);
      if (identity == null || target.heartbeat().isEmpty()) {
        continue;
      }
      String key = target.role() + " " + target.component() + " " + identity.value();
      Target other = first.putIfAbsent(key, target);
      if (other != null) {
        findings.add(
            target,
            ProblemKind.UNEXPECTED,
            "it has the identity " + identity.value() + " of " + other,
            "stop one of the two, and give each its own database");
      }
    }
  }
}
