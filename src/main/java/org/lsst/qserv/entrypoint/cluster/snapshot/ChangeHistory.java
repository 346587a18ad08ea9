// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/**
 * Remembers the last changes, and the last known values of each component: a host that was
 * unreachable for a while and returns with another schema has changed its schema. Not thread-safe.
 */
final class ChangeHistory {
  /** The maximum number of changes in memory. */
  static final int MAX_CHANGES = 100;

  private static final List<FactName> FACTS =
      List.of(
          FactName.DESIRED_MODE,
          FactName.MODE,
          FactName.SCHEMA,
          FactName.MARIADB,
          FactName.VERSION);

  /** What has the aspect: an instance, or one of its components. */
  private record Subject(String instance, String role, String component, String host) {}

  /** Changes that differ only in the host have equal keys. */
  private record ChangeKey(
      String instance, String role, String component, String aspect, String before, String after) {}

  private Map<Subject, Map<String, String>> known = new HashMap<>();
  private List<Change> changes = List.of();

  /** Returns the changes, the last ones first. */
  List<Change> changes() {
    return changes;
  }

  /** Compares a report with the earlier ones. */
  void add(ClusterReport report) {
    Map<Subject, Map<String, String>> current = new HashMap<>();
    Map<ChangeKey, List<String>> changed = new LinkedHashMap<>();
    for (InstanceReport instance : report.instances()) {
      Subject whole = new Subject(instance.id(), "", "", "");
      String verdict = instance.verdict().state().toString();
      compare(whole, Map.of(Change.VERDICT, verdict), current, changed);
      for (ObservedComponent component : instance.components()) {
        Subject subject =
            new Subject(instance.id(), component.role(), component.component(), component.host());
        compare(subject, aspects(component), current, changed);
      }
    }
    known = current;
    prepend(report.time(), changed);
  }

  /** Compares the values of one subject with the last known ones. */
  private void compare(
      Subject subject,
      Map<String, String> values,
      Map<Subject, Map<String, String>> current,
      Map<ChangeKey, List<String>> changed) {
    Map<String, String> merged = new LinkedHashMap<>(known.getOrDefault(subject, Map.of()));
    values.forEach((aspect, after) -> {
      String before = merged.put(aspect, after);
      if (before != null && !before.equals(after)) {
        ChangeKey key =
            new ChangeKey(
                subject.instance(), subject.role(), subject.component(), aspect, before, after);
        List<String> hosts = changed.computeIfAbsent(key, _ -> new ArrayList<>());
        if (!subject.host().isEmpty()) {
          hosts.add(subject.host());
        }
      }
    });
    current.put(subject, merged);
  }

  private static Map<String, String> aspects(ObservedComponent component) {
    Map<String, String> aspects = new LinkedHashMap<>();
    String state =
        component
            .problem()
            .map(problem -> problem.kind().toString())
            .orElseGet(() -> component.text(FactName.STATE));
    aspects.put(Change.STATE, state.isEmpty() ? "unknown" : state);
    for (FactName name : FACTS) {
      Optional.of(component.text(name))
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> aspects.put(name.toString(), value));
    }
    return aspects;
  }

  private void prepend(Instant time, Map<ChangeKey, List<String>> changed) {
    List<Change> all = new ArrayList<>();
    changed.forEach((key, hosts) ->
        all.add(
            new Change(
                time,
                key.instance(),
                key.role(),
                key.component(),
                hosts,
                key.aspect(),
                key.before(),
                key.after())));
    all.addAll(changes);
    changes = List.copyOf(all.subList(0, Math.min(all.size(), MAX_CHANGES)));
  }
}
