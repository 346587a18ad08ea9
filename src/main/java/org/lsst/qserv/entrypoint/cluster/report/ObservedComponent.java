// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known about one component on one host.
 *
 * @param expected whether the description contains it
 * @param facts an unknown fact is absent
 * @param problems its problems, the most important one first; they are also in {@link
 *     InstanceReport#problems}
 */
public record ObservedComponent(
    String role,
    String host,
    String component,
    boolean expected,
    Map<FactName, Fact> facts,
    List<ClusterProblem> problems) {
  public ObservedComponent {
    facts = InstanceReport.orderedCopy(facts);
    problems = List.copyOf(problems);
  }

  /** Returns whether another one is the same component on the same host. */
  public boolean isSameAs(ObservedComponent other) {
    return role.equals(other.role) && host.equals(other.host) && component.equals(other.component);
  }

  /** Returns it with more problems, the most important one first. */
  public ObservedComponent with(List<ClusterProblem> more) {
    List<ClusterProblem> all =
        Stream.concat(problems.stream(), more.stream())
            .sorted(Comparator.comparing(ClusterProblem::kind))
            .toList();
    return new ObservedComponent(role, host, component, expected, facts, all);
  }

  /** Returns the most important problem. */
  public Optional<ClusterProblem> problem() {
    return problems.stream().findFirst();
  }

  /** Returns the text of a fact; empty if it is not known. */
  public String text(FactName name) {
    return Optional.ofNullable(facts.get(name)).map(fact -> fact.value().toString()).orElse("");
  }
}
