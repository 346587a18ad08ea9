// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.report.ClusterProblem;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.report.Verdict;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;

/** Judges the state of an instance. A pure function of what was observed. */
public final class InstanceAssessment {
  private final InstanceDescription instance;
  private final List<Observation> observations;
  private final Instant time;

  private InstanceAssessment(
      InstanceDescription instance, List<Observation> observations, Instant time) {
    this.instance = instance;
    this.observations = observations;
    this.time = time;
  }

  /**
   * Returns the report of an instance.
   *
   * @param observations one for each target of the instance
   * @param time when the observations were made
   */
  public static InstanceReport assess(
      InstanceDescription instance, List<Observation> observations, Instant time) {
    return new InstanceAssessment(instance, observations, time).report();
  }

  private InstanceReport report() {
    Findings findings = new Findings(observations);
    ExpectedModes mode = ExpectedModes.of(instance, observations);
    new AnswerRule(instance, mode, time, findings).apply(observations);
    new SchemaRule(findings).apply(observations);
    observations.stream()
        .flatMap(observation -> observation.entries().stream())
        .findFirst()
        .ifPresent(entries ->
            new RegistryRule(instance, mode, time, findings).apply(entries, observations));
    new CertificateRule(time, findings).apply(observations);
    new VolumeRule(findings).apply(observations);
    instance
        .mode()
        .ifPresent(desired ->
            observations.forEach(observation ->
                findings.add(
                    observation.target(),
                    FactName.DESIRED_MODE,
                    Fact.of(desired.toString(), "description", time))));
    List<ClusterProblem> problems = findings.problems();
    return new InstanceReport(
        instance.id(),
        instance.releaseLine(),
        verdict(mode, problems),
        problems,
        findings.components(),
        facts());
  }

  /** Returns what single components report about the instance as a whole. */
  private Map<FactName, Fact> facts() {
    Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
    for (Observation observation : observations) {
      for (FactName name : FactName.OF_INSTANCE) {
        Fact fact = observation.facts().get(name);
        if (fact != null) {
          facts.put(name, fact);
        }
      }
    }
    runningQueries().ifPresent(fact -> facts.put(FactName.RUNNING_QUERIES, fact));
    return facts;
  }

  /** Returns the sum of the numbers that the hosts of czars report. */
  private Optional<Fact> runningQueries() {
    List<Fact> numbers =
        observations.stream()
            .flatMap(one -> Optional.ofNullable(one.facts().get(FactName.RUNNING_QUERIES)).stream())
            .toList();
    if (numbers.size() < 2) {
      return numbers.stream().findFirst();
    }
    long sum =
        numbers.stream()
            .mapToLong(one -> one.value() instanceof FactValue.Whole(long number) ? number : 0)
            .sum();
    return Optional.of(Fact.of(sum, numbers.size() + " czars", time));
  }

  private Verdict verdict(ExpectedModes modes, List<ClusterProblem> problems) {
    List<Observation> observable =
        observations.stream()
            .filter(one -> !(one.target().endpoint() instanceof Endpoint.Unobservable))
            .toList();
    if (observable.stream().allMatch(one -> one.trouble().isPresent())) {
      return new Verdict(
          InstanceState.UNKNOWN,
          observable.isEmpty()
              ? "the description contains no component that can be checked"
              : "none of " + observable.size() + " components can be observed: " + first(problems),
          "check the hosts and the account in the description, and the network from this host");
    }
    Optional<Observation> upgrading =
        observations.stream().filter(SchemaRule::isRunning).findFirst();
    if (upgrading.isPresent()) {
      return upgrading(upgrading.get());
    }
    if (!problems.isEmpty()) {
      String more =
          problems.size() > 1 ? " (and " + counted(problems.size() - 1, "more problem") + ")" : "";
      return new Verdict(InstanceState.DEGRADED, first(problems) + more, problems.getFirst().fix());
    }
    return modes.isMaintenance() ? maintenance(modes) : serving(observable);
  }

  private Verdict upgrading(Observation observation) {
    Progress upgrade = observation.upgrade().orElseThrow();
    long count = observations.stream().filter(SchemaRule::isRunning).count();
    return new Verdict(
        InstanceState.UPGRADING,
        "on "
            + observation.target().host()
            + ", "
            + SchemaRule.describe(upgrade)
            + (count > 1 ? " (and " + counted(count - 1, "more upgrade") + ")" : ""),
        "follow it on its host: entrypoint schema watch");
  }

  private static Verdict maintenance(ExpectedModes modes) {
    return new Verdict(
        InstanceState.MAINTENANCE,
        modes.reason(),
        "to serve again, run for each role: entrypoint mode set full");
  }

  private static Verdict serving(List<Observation> observable) {
    return new Verdict(
        InstanceState.SERVING, "all " + observable.size() + " components are ready", "");
  }

  private static String first(List<ClusterProblem> problems) {
    return problems.isEmpty() ? "" : problems.getFirst().toString();
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
