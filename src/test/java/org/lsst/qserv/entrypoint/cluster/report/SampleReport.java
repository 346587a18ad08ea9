// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Builds reports of instances of any size, for tests of the outputs that are made from them. */
public final class SampleReport {
  public static final Instant TIME = Instant.parse("2026-11-27T17:20:00Z");
  private static final String SINCE = "2026-11-27T08:00:00Z";

  private final List<ClusterProblem> problems = new ArrayList<>();
  private final List<ObservedComponent> components = new ArrayList<>();
  private final Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
  private final String id;

  private SampleReport(String id) {
    this.id = id;
  }

  /** Returns the builder of an instance of release line http in which everything works. */
  public static SampleReport serving(String id, int workers) {
    SampleReport sample = new SampleReport(id);
    sample.database("czar", "czar", 17);
    sample.service("czar", "czar", "proxy", "tcp://czar:4040");
    sample.service("czar", "czar", "http", "https://czar:4048/meta/version");
    for (int i = 0; i < workers; i++) {
      String host = "worker-" + i + ".worker";
      sample.database("worker", host, 3);
      sample.service("worker", host, "svc", "http://" + host + ":25010/meta/version");
      sample.service("worker", host, "replica", "http://" + host + ":25004/meta/version");
    }
    String controller = "http://controller:25081/";
    sample.facts.put(FactName.WORKERS, Fact.of(workers, controller + "replication/worker", TIME));
    sample.facts.put(FactName.OPEN_TRANSACTIONS, Fact.of(0, controller + "ingest/trans", TIME));
    return sample;
  }

  /** Adds a problem to a component of the sample. */
  public SampleReport with(ClusterProblem problem) {
    problems.add(problem);
    components.replaceAll(component -> {
      if (!component.role().equals(problem.role())
          || !component.host().equals(problem.host())
          || !component.component().equals(problem.component())) {
        return component;
      }
      return new ObservedComponent(
          component.role(),
          component.host(),
          component.component(),
          component.expected(),
          Map.of(),
          List.of(problem));
    });
    return this;
  }

  /** Returns a problem of a component on a worker. */
  public static ClusterProblem ofWorker(ProblemKind kind, int worker, String component) {
    return new ClusterProblem(
        kind,
        "worker",
        "worker-" + worker + ".worker",
        component,
        "sample problem",
        "fix the sample");
  }

  /** Adds a component, such as an unexpected one. */
  public SampleReport with(ObservedComponent component) {
    components.add(component);
    problems.addAll(component.problems());
    return this;
  }

  /** Returns the report of the instance: degraded if it has a problem. */
  public InstanceReport instance() {
    Verdict verdict =
        problems.isEmpty()
            ? new Verdict(
                InstanceState.SERVING, "all " + components.size() + " components are ready", "")
            : new Verdict(
                InstanceState.DEGRADED, problems.getFirst().toString(), problems.getFirst().fix());
    return instance(verdict);
  }

  /** Returns the report of the instance with this verdict. */
  public InstanceReport instance(Verdict verdict) {
    return new InstanceReport(id, "http", verdict, problems, components, facts);
  }

  /** Returns the report of only this instance. */
  public ClusterReport report() {
    return new ClusterReport(TIME, List.of(instance()));
  }

  private void database(String role, String host, int schema) {
    String source = "SQL monitor@" + host + ":3306";
    Map<FactName, Fact> known = new EnumMap<>(FactName.class);
    known.put(FactName.STATE, Fact.of("ready", source, TIME));
    known.put(FactName.SCHEMA, Fact.of(schema, source, TIME));
    known.put(FactName.MARIADB, Fact.of("11.4.4-MariaDB", source, TIME));
    known.put(FactName.SINCE, Fact.of(SINCE, source, TIME));
    components.add(new ObservedComponent(role, host, "database", true, known, List.of()));
  }

  private void service(String role, String host, String component, String url) {
    Map<FactName, Fact> known = new EnumMap<>(FactName.class);
    known.put(FactName.STATE, Fact.of("ready", url, TIME));
    known.put(FactName.VERSION, Fact.of(55, url, TIME));
    components.add(new ObservedComponent(role, host, component, true, known, List.of()));
  }
}
