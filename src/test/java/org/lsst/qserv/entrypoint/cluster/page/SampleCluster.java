// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.lsst.qserv.entrypoint.cluster.report.ClusterProblem;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.cluster.report.SampleReport;
import org.lsst.qserv.entrypoint.cluster.report.Verdict;

/** Reports of instances as an administrator sees them, for tests of the page and its server. */
public final class SampleCluster {
  private SampleCluster() {}

  /** Returns a report in which everything works, collected at a time. */
  public static ClusterReport serving(Instant time, int workers) {
    return new ClusterReport(time, List.of(instance("dr1", workers, time)));
  }

  /** Returns a report with problems of different kinds and a running upgrade. */
  public static ClusterReport degraded(Instant time, int workers) {
    String last = worker(workers - 1);
    ClusterProblem refused =
        new ClusterProblem(
            ProblemKind.UNREACHABLE,
            "worker",
            worker(0),
            "svc",
            "connection refused by " + worker(0) + ":25010",
            "check the container: docker logs worker-0-svc");
    ClusterProblem denied =
        new ClusterProblem(
            ProblemKind.ACCESS_DENIED,
            "worker",
            last,
            "database",
            "access denied for user 'qsstatus'@'10.1.7.23' (using password: YES)",
            "correct the password in the file of the status account, or run entrypoint init");
    ClusterProblem stale =
        new ClusterProblem(
            ProblemKind.STALE,
            "worker",
            last,
            "replica",
            "the last heartbeat in the registry is 4 minutes old",
            "restart the replica worker if it does not recover");
    InstanceReport instance =
        with(with(with(instance("dr1", workers, time), refused), denied), stale);
    if (workers > 2) {
      instance = upgrading(instance, worker(17), time, 3, 12);
    }
    Verdict verdict =
        new Verdict(
            InstanceState.DEGRADED,
            "worker svc on " + worker(0) + " is unreachable: connection refused",
            "kubectl logs qserv-worker-0 -c svc");
    return new ClusterReport(time, List.of(withVerdict(instance, verdict)));
  }

  /** Returns a report of an instance in maintenance whose workers are being upgraded. */
  public static ClusterReport upgrading(Instant time, int workers, long step) {
    InstanceReport instance = instance("dr1", workers, time);
    for (int worker = 0; worker < workers; worker += 4) {
      instance = upgrading(instance, worker(worker), time, step, 12);
    }
    Verdict verdict =
        new Verdict(
            InstanceState.UPGRADING,
            "the schema of " + (workers + 3) / 4 + " workers is being upgraded",
            "entrypoint schema watch --module worker");
    return new ClusterReport(time, List.of(withVerdict(instance, verdict)));
  }

  /** Returns the host name of a worker. */
  public static String worker(int index) {
    return "worker-" + index + ".worker";
  }

  /** Returns an instance with launchers that report their mode, and a replication system. */
  public static InstanceReport instance(String id, int workers, Instant time) {
    InstanceReport base = SampleReport.serving(id, workers).instance();
    List<ObservedComponent> components = new ArrayList<>(base.components());
    for (String component : List.of("registry", "controller")) {
      components.add(
          new ObservedComponent(
              "replication",
              "replication",
              component,
              true,
              Map.of(FactName.STATE, Fact.of("ready", "HTTP http://replication", time)),
              List.of()));
    }
    InstanceReport complete = withComponents(base, components);
    Map<FactName, Fact> facts = new EnumMap<>(base.facts());
    facts.put(FactName.RUNNING_QUERIES, Fact.of(14, "SQL qsstatus@czar:3306", time));
    Map<String, FactValue> level = new LinkedHashMap<>();
    level.put("least", new FactValue.Whole(2));
    level.put("required", new FactValue.Whole(3));
    facts.put(FactName.REPLICATION_LEVEL, Fact.of(level, "HTTP http://replication", time));
    complete =
        new InstanceReport(
            complete.id(),
            complete.releaseLine(),
            complete.verdict(),
            complete.problems(),
            complete.components(),
            facts);
    return map(
        complete,
        component -> {
          Map<FactName, Fact> known = new EnumMap<>(FactName.class);
          component
              .facts()
              .forEach(
                  (name, fact) -> known.put(name, new Fact(fact.value(), fact.source(), time)));
          known.put(FactName.MODE, Fact.of("full", "HTTP http://control:9990/status", time));
          known.put(
              FactName.DESIRED_MODE, Fact.of("full", "HTTP http://control:9990/status", time));
          known.put(FactName.RESTARTS, Fact.of(0, "HTTP http://control:9990/status", time));
          known.put(
              FactName.SINCE,
              Fact.of(
                  time.minusSeconds(93_600).toString(), "HTTP http://control:9990/status", time));
          return withFacts(component, known);
        });
  }

  /** Returns the instance with a problem of one of its components. */
  static InstanceReport with(InstanceReport instance, ClusterProblem problem) {
    List<ClusterProblem> problems = new ArrayList<>(instance.problems());
    problems.add(problem);
    InstanceReport changed =
        map(
            instance,
            component ->
                component.role().equals(problem.role())
                        && component.host().equals(problem.host())
                        && component.component().equals(problem.component())
                    ? new ObservedComponent(
                        component.role(),
                        component.host(),
                        component.component(),
                        component.expected(),
                        Map.of(),
                        List.of(problem))
                    : component);
    return new InstanceReport(
        changed.id(),
        changed.releaseLine(),
        changed.verdict(),
        problems,
        changed.components(),
        changed.facts());
  }

  /** Returns the instance with an upgrade of the schema of a worker. */
  static InstanceReport upgrading(
      InstanceReport instance, String host, Instant time, long step, long steps) {
    Map<String, FactValue> journal = new LinkedHashMap<>();
    journal.put("from", new FactValue.Text("3"));
    journal.put("to", new FactValue.Text("4"));
    journal.put("step", new FactValue.Whole(step));
    journal.put("steps", new FactValue.Whole(steps));
    journal.put("statement", new FactValue.Text("ALTER TABLE `Id` ADD COLUMN `created` DATETIME"));
    journal.put("since", new FactValue.Text(time.minusSeconds(754).toString()));
    return map(
        instance,
        component -> {
          if (!component.host().equals(host) || !component.component().equals("database")) {
            return component;
          }
          Map<FactName, Fact> facts = new EnumMap<>(component.facts());
          facts.put(FactName.MODE, Fact.of("maintenance", "HTTP http://control/status", time));
          facts.put(FactName.JOURNAL, Fact.of(journal, "SQL qsstatus@" + host + ":3306", time));
          return withFacts(component, facts);
        });
  }

  static InstanceReport withVerdict(InstanceReport instance, Verdict verdict) {
    return new InstanceReport(
        instance.id(),
        instance.releaseLine(),
        verdict,
        instance.problems(),
        instance.components(),
        instance.facts());
  }

  static ObservedComponent withFacts(ObservedComponent component, Map<FactName, Fact> facts) {
    return new ObservedComponent(
        component.role(),
        component.host(),
        component.component(),
        component.expected(),
        facts,
        component.problems());
  }

  private static InstanceReport map(
      InstanceReport instance, UnaryOperator<ObservedComponent> change) {
    return withComponents(instance, instance.components().stream().map(change).toList());
  }

  private static InstanceReport withComponents(
      InstanceReport instance, List<ObservedComponent> components) {
    return new InstanceReport(
        instance.id(),
        instance.releaseLine(),
        instance.verdict(),
        instance.problems(),
        components,
        instance.facts());
  }
}
