// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * What one expected component reported.
 *
 * @param trouble why it did not, or not completely; empty if it did
 * @param facts what it reported
 * @param schema the version of the schema on it; empty if it is not known
 * @param upgrade the unfinished upgrade of that schema; empty if there is none
 * @param entries the entries of the registry, if the component is one
 */
public record Observation(
    Target target,
    Optional<Trouble> trouble,
    Map<FactName, Fact> facts,
    Optional<Version> schema,
    Optional<Progress> upgrade,
    Optional<List<RegistryEntry>> entries) {
  public Observation {
    facts = Map.copyOf(facts);
    entries = entries.map(List::copyOf);
  }

  /** Returns the observation of a component that did not answer. */
  public static Observation failed(Target target, Trouble trouble) {
    return new Observation(
        target,
        Optional.of(trouble),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns whether the component did not answer in time. */
  boolean isSilent() {
    return trouble.filter(Trouble::isSilent).isPresent();
  }

  /** Returns the observation of a service. */
  public static Observation of(Target target, Map<FactName, Fact> facts) {
    return new Observation(
        target, Optional.empty(), facts, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns the observation with a trouble besides the facts. */
  Observation with(Trouble other) {
    return new Observation(target, Optional.of(other), facts, schema, upgrade, entries);
  }

  /** Returns the observation with the entries of the registry. */
  Observation with(List<RegistryEntry> list) {
    return new Observation(target, trouble, facts, schema, upgrade, Optional.of(list));
  }

  /**
   * Returns the observation with the facts of its launcher. The check decides whether a component
   * is ready: a launcher notices only later that one is not.
   */
  Observation withLauncher(Map<FactName, Fact> more) {
    Fact state = more.get(FactName.STATE);
    if (trouble.isEmpty() || state == null || !state.value().toString().equals("ready")) {
      return with(more);
    }
    Map<FactName, Fact> others = new EnumMap<>(more);
    others.remove(FactName.STATE);
    return with(others);
  }

  /** Returns the observation with more facts. */
  Observation with(Map<FactName, Fact> more) {
    Map<FactName, Fact> all = new EnumMap<>(FactName.class);
    all.putAll(facts);
    all.putAll(more);
    return new Observation(target, trouble, all, schema, upgrade, entries);
  }
}
