// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The state of one instance.
 *
 * @param id the instance identifier
 * @param releaseLine the name of its release line
 * @param problems all problems, the most important ones first
 * @param components every expected component and every unexpected one, in the order of the catalog
 *     and of the hosts in the description
 * @param facts what is known about the instance as a whole; an unknown fact is absent
 */
public record InstanceReport(
    String id,
    String releaseLine,
    Verdict verdict,
    List<ClusterProblem> problems,
    List<ObservedComponent> components,
    Map<FactName, Fact> facts) {
  public InstanceReport {
    problems = List.copyOf(problems);
    components = List.copyOf(components);
    facts = orderedCopy(facts);
  }

  /** Returns an unmodifiable copy in the order of {@link FactName}. */
  static Map<FactName, Fact> orderedCopy(Map<FactName, Fact> facts) {
    Map<FactName, Fact> copy = new EnumMap<>(FactName.class);
    copy.putAll(facts);
    return Collections.unmodifiableMap(copy);
  }
}
