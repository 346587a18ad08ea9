// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.readiness.Check;

/** Checks a component, then asks it for its reports in the remaining time. */
final class TargetProbe {
  private static final String REGISTRY = "registry";

  /** The kinds of reports that are optional: without them, only a fact is unknown. */
  private static final Map<String, ReportedFact> REPORTED =
      Map.of(
          "workers", new ReportedFact(FactName.WORKERS, ReportedFact::workers),
          "transactions",
              new ReportedFact(FactName.OPEN_TRANSACTIONS, ReportedFact::openTransactions),
          "replication-level",
              new ReportedFact(FactName.REPLICATION_LEVEL, ReplicationLevel::read));

  private final TimeSource time;
  private final Duration timeout;
  private final ServiceProbe services;
  private final DatabaseProbe databases;

  TargetProbe(TimeSource time, Duration timeout) {
    this.time = time;
    this.timeout = timeout;
    this.services = new ServiceProbe(time, timeout);
    this.databases = new DatabaseProbe(time, timeout);
  }

  /** Returns the observation of a target of an instance. */
  Observation observe(Target target, String instance) {
    long start = time.nanos();
    Observation observation =
        switch (target.endpoint()) {
          case Endpoint.Service service -> services.observe(target, service);
          case Endpoint.Port port -> services.observe(target, port);
          case Endpoint.Database database -> databases.observe(target, database);
          case Endpoint.Unobservable _ -> Observation.of(target, Map.of());
        };
    if (observation.trouble().isPresent()) {
      return observation;
    }
    return withRegistry(withReported(observation, start), instance, start);
  }

  private Duration left(long start) {
    Duration left = timeout.minusNanos(time.nanos() - start);
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  private Observation withReported(Observation observation, long start) {
    Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
    REPORTED.forEach((kind, reported) -> {
      URI uri = observation.target().reports().get(kind);
      if (uri != null) {
        JsonReply reply = services.get(new Check.Http(uri), left(start)).json();
        reported
            .value(reply)
            .ifPresent(value ->
                facts.put(reported.name(), new Fact(value, ServiceProbe.source(uri), time.now())));
      }
    });
    return observation.with(facts);
  }

  private Observation withRegistry(Observation observation, String instance, long start) {
    URI registry = observation.target().reports().get(REGISTRY);
    if (registry == null) {
      return observation;
    }
    URI uri =
        URI.create(
            registry + "?instance_id=" + URLEncoder.encode(instance, StandardCharsets.UTF_8));
    ServiceProbe.Reply reply = services.get(new Check.Http(uri), left(start));
    Trouble trouble = reply.trouble();
    return trouble == null
        ? observation.with(
            RegistryReply.entries(reply.json(), ServiceProbe.source(registry), time.now()))
        : observation.with(trouble);
  }
}
