// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.collect.Trouble;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.mode.Mode;

/**
 * The modes by which components are judged. The mode that a launcher reports is a fact; without
 * one, it is the mode of the description, or follows from what runs.
 *
 * @param general the mode of all components whose mode is not reported
 * @param isDesired whether the description has the general mode
 * @param actual the reported modes
 */
record ExpectedModes(Mode general, boolean isDesired, Map<Target, Mode> actual) {
  ExpectedModes {
    actual = Collections.unmodifiableMap(new LinkedHashMap<>(actual));
  }

  /**
   * Determines the modes. Without one in the description, an instance is in maintenance if
   * everything that runs in that mode answers, and nothing listens on the ports of all other
   * components.
   */
  static ExpectedModes of(InstanceDescription instance, List<Observation> observations) {
    Map<Target, Mode> actual = new LinkedHashMap<>();
    for (Observation observation : observations) {
      reported(observation).ifPresent(mode -> actual.put(observation.target(), mode));
    }
    Optional<Mode> desired = instance.mode();
    return new ExpectedModes(
        desired.orElseGet(() -> hasOnlyDatabases(observations) ? Mode.MAINTENANCE : Mode.FULL),
        desired.isPresent(),
        actual);
  }

  /** Returns the mode that a launcher reports; empty if its port is that of another program. */
  private static Optional<Mode> reported(Observation observation) {
    return Optional.ofNullable(observation.facts().get(FactName.MODE))
        .map(fact -> fact.value().toString())
        .flatMap(text ->
            Arrays.stream(Mode.values()).filter(mode -> mode.toString().equals(text)).findFirst());
  }

  private static boolean hasOnlyDatabases(List<Observation> observations) {
    List<Observation> observable =
        observations.stream()
            .filter(one -> !(one.target().endpoint() instanceof Endpoint.Unobservable))
            .toList();
    List<Observation> running =
        observable.stream().filter(one -> runsIn(one.target(), Mode.MAINTENANCE)).toList();
    return !running.isEmpty()
        && running.size() < observable.size()
        && running.stream().allMatch(one -> one.trouble().isEmpty())
        && observable.stream()
            .filter(one -> !runsIn(one.target(), Mode.MAINTENANCE))
            .allMatch(one -> one.trouble().filter(Trouble::refused).isPresent());
  }

  private static boolean runsIn(Target target, Mode mode) {
    return target.modes().contains(mode.toString());
  }

  /** Returns the mode of a component. */
  Mode of(Target target) {
    return actual.getOrDefault(target, general);
  }

  /** Returns whether a component runs in its mode. */
  boolean includes(Target target) {
    return runsIn(target, of(target));
  }

  /** Returns one component of each role and host whose mode is not the desired one. */
  Map<Target, Mode> differences() {
    Map<Target, Mode> differences = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    actual.forEach((target, mode) -> {
      if (isDesired && mode != general && seen.add(target.role() + " " + target.host())) {
        differences.put(target, mode);
      }
    });
    return differences;
  }

  /** Returns whether a part of the instance is in maintenance. */
  boolean isMaintenance() {
    return general == Mode.MAINTENANCE || actual.containsValue(Mode.MAINTENANCE);
  }

  /** Returns why the instance counts as being in maintenance. */
  String reason() {
    long hosts =
        actual.entrySet().stream()
            .filter(entry -> entry.getValue() == Mode.MAINTENANCE)
            .map(entry -> entry.getKey().role() + " " + entry.getKey().host())
            .distinct()
            .count();
    long all =
        actual.keySet().stream()
            .map(target -> target.role() + " " + target.host())
            .distinct()
            .count();
    if (hosts > 0) {
      return "mode maintenance is effective on " + hosts + " of " + all + " hosts that report it";
    }
    return isDesired
        ? "every database is ready, as desired by the description"
        : "every database is ready, and nothing else runs";
  }
}
