// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.cluster.collect.Observation;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.ClusterProblem;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;

/** The problems and facts of each component while they are determined. */
final class Findings {
  private static final Comparator<ClusterProblem> BY_IMPORTANCE =
      Comparator.comparing(ClusterProblem::kind);

  private final Map<Target, List<ClusterProblem>> problems = new LinkedHashMap<>();
  private final Map<Target, Map<FactName, Fact>> facts = new LinkedHashMap<>();
  private final List<ObservedComponent> unexpected = new ArrayList<>();

  Findings(List<Observation> observations) {
    for (Observation observation : observations) {
      Map<FactName, Fact> copy = new EnumMap<>(FactName.class);
      copy.putAll(observation.facts());
      facts.put(observation.target(), copy);
      problems.put(observation.target(), new ArrayList<>());
    }
  }

  /** Adds a problem of an expected component. */
  void add(Target target, ProblemKind kind, String text, String fix) {
    problemsOf(target)
        .add(new ClusterProblem(kind, target.role(), target.host(), target.component(), text, fix));
  }

  /** Adds a fact about an expected component. */
  void add(Target target, FactName name, Fact fact) {
    Map<FactName, Fact> known = facts.get(target);
    if (known != null) {
      known.put(name, fact);
    }
  }

  /** Adds a fact about an expected component unless it is known. */
  void addIfAbsent(Target target, FactName name, Fact fact) {
    Map<FactName, Fact> known = facts.get(target);
    if (known != null) {
      known.putIfAbsent(name, fact);
    }
  }

  /**
   * Adds a component that is not in the description. A host can have several such entries of one
   * component, which are one row.
   */
  void addUnexpected(ObservedComponent component) {
    for (int i = 0; i < unexpected.size(); i++) {
      ObservedComponent other = unexpected.get(i);
      if (other.isSameAs(component)) {
        unexpected.set(i, other.with(component.problems()));
        return;
      }
    }
    unexpected.add(component);
  }

  /** Returns whether a problem of the component has been found. */
  boolean hasProblem(Target target) {
    return !problemsOf(target).isEmpty();
  }

  private List<ClusterProblem> problemsOf(Target target) {
    return problems.computeIfAbsent(target, _ -> new ArrayList<>());
  }

  /** Returns all problems, the most important ones first. */
  List<ClusterProblem> problems() {
    List<ClusterProblem> all = new ArrayList<>();
    problems.values().forEach(all::addAll);
    unexpected.forEach(component -> all.addAll(component.problems()));
    all.sort(BY_IMPORTANCE);
    return all;
  }

  /** Returns the expected components in order, then the unexpected ones. */
  List<ObservedComponent> components() {
    List<ObservedComponent> all = new ArrayList<>();
    facts.forEach((target, known) ->
        all.add(
            new ObservedComponent(
                target.role(),
                target.host(),
                target.component(),
                true,
                known,
                problemsOf(target).stream().sorted(BY_IMPORTANCE).toList())));
    all.addAll(unexpected);
    return all;
  }
}
