// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.collect.RegistryEntry;
import org.lsst.qserv.entrypoint.cluster.description.HeartbeatRule;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.ClusterProblem;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.host.UtcTime;

/**
 * Compares the registry with the description. The registry never removes an entry, so the age of
 * the last heartbeat decides.
 */
final class RegistryRule {
  private final InstanceDescription instance;
  private final ExpectedModes mode;
  private final Instant time;
  private final Findings findings;

  RegistryRule(InstanceDescription instance, ExpectedModes mode, Instant time, Findings findings) {
    this.instance = instance;
    this.mode = mode;
    this.time = time;
    this.findings = findings;
  }

  void apply(List<RegistryEntry> entries, List<Observation> observations) {
    for (Observation observation : observations) {
      observation.target().heartbeat().ifPresent(rule -> judge(observation, rule, entries));
    }
    Set<String> reported = new HashSet<>();
    for (RegistryEntry entry : entries) {
      List<Target> group = targetsOf(entry.group());
      if (!group.isEmpty()
          && group.stream().noneMatch(target -> entry.isOf(target.host()))
          && reported.add(entry.group() + " " + entry.name() + " " + entry.host())) {
        reportUnexpected(entry, group);
      }
    }
  }

  private List<Target> targetsOf(String group) {
    return instance.targets().stream()
        .filter(target -> target.heartbeat().filter(rule -> rule.group().equals(group)).isPresent())
        .toList();
  }

  private void judge(Observation observation, HeartbeatRule rule, List<RegistryEntry> entries) {
    Target target = observation.target();
    List<RegistryEntry> candidates =
        entries.stream()
            .filter(entry -> entry.group().equals(rule.group()))
            .filter(entry -> entry.part().equals(rule.part()))
            .toList();
    Optional<RegistryEntry> found =
        own(observation, candidates.stream().filter(entry -> entry.isOf(target.host())).toList());
    found.ifPresent(entry ->
        findings.add(
            target, FactName.HEARTBEAT, Fact.of(seconds(entry.heartbeat()), entry.source(), time)));
    if (findings.hasProblem(target) || !mode.includes(target)) {
      return; // a component that does not answer does not register either
    }
    if (found.isEmpty()) {
      reportMissing(observation, candidates);
    } else if (found.get().age().compareTo(rule.limit()) > 0) {
      findings.add(
          target,
          ProblemKind.STALE,
          "its last heartbeat in the registry is " + found.get().age().toSeconds() + " s old",
          "check the log of the component for errors of the registry, and the clocks of the hosts");
    }
  }

  /**
   * Returns the entry of a component among those of its host. Different components of a host can
   * register in one group: an entry with the identity of the component is preferred, and one that
   * was sent with another identifier is of another component.
   */
  private static Optional<RegistryEntry> own(Observation observation, List<RegistryEntry> ofHost) {
    Optional<String> identity = identity(observation);
    List<RegistryEntry> named = ofHost.stream().filter(entry -> isOf(entry, identity)).toList();
    return (named.isEmpty()
            ? ofHost.stream().filter(entry -> identity.isEmpty() || entry.id().isEmpty())
            : named.stream())
        .max(Comparator.comparing(RegistryEntry::heartbeat));
  }

  private static Optional<String> identity(Observation observation) {
    return Optional.ofNullable(observation.facts().get(FactName.IDENTITY))
        .map(fact -> fact.value().toString());
  }

  private static boolean isOf(RegistryEntry entry, Optional<String> identity) {
    return identity.filter(entry.identity()::equals).isPresent();
  }

  private void reportMissing(Observation observation, List<RegistryEntry> candidates) {
    Target target = observation.target();
    Optional<String> identity = identity(observation);
    Optional<RegistryEntry> taken =
        candidates.stream()
            .filter(entry -> entry.id().isEmpty() && isOf(entry, identity))
            .findFirst();
    if (taken.isPresent()) {
      findings.add(
          target,
          ProblemKind.UNEXPECTED,
          "host " + taken.get().host() + " registers with its identity " + taken.get().name(),
          "stop one of the two, and give each its own database");
      return;
    }
    findings.add(
        target,
        ProblemKind.MISSING,
        "it is not in the registry",
        "check registry.host and the keys in the settings of the component");
  }

  private void reportUnexpected(RegistryEntry entry, List<Target> group) {
    Target like =
        group.stream()
            .filter(target ->
                target.heartbeat().filter(rule -> rule.part().equals(entry.part())).isPresent())
            .findFirst()
            .orElse(group.getFirst());
    boolean isStale = entry.age().compareTo(like.heartbeat().orElseThrow().limit()) > 0;
    String text =
        isStale
            ? entry.name()
                + " is in the registry, but not in the description; its last heartbeat was at "
                + seconds(entry.heartbeat())
            : entry.name()
                + " registers, but is not in the description; every member must be of instance "
                + instance.id()
                + " and release line "
                + instance.releaseLine();
    ClusterProblem problem =
        new ClusterProblem(
            isStale ? ProblemKind.STALE : ProblemKind.UNEXPECTED,
            like.role(),
            entry.host(),
            like.component(),
            text,
            isStale
                ? "restart the registry, which then forgets it, or add the host to the description"
                : "stop it, or add its host to the description");
    findings.addUnexpected(
        new ObservedComponent(
            like.role(),
            entry.host(),
            like.component(),
            false,
            Map.of(
                FactName.IDENTITY,
                Fact.of(entry.name(), entry.source(), time),
                FactName.HEARTBEAT,
                Fact.of(seconds(entry.heartbeat()), entry.source(), time)),
            List.of(problem)));
  }

  private static String seconds(Instant instant) {
    return UtcTime.format(instant.truncatedTo(ChronoUnit.SECONDS));
  }
}
