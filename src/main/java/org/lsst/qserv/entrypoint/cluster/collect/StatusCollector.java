// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.readiness.Check;

/**
 * Collects the state of all components of all instances, each in a thread of its own. No target
 * takes longer than the timeout, however it hangs. Not thread-safe.
 */
public final class StatusCollector {
  /** The limit for everything that one target is asked. */
  public static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** What a target may need beyond its own timeouts, for example to look up a name. */
  private static final Duration GRACE = Duration.ofMillis(200);

  private static final String REGISTRY = "registry";

  private final TimeSource time;
  private final ServiceProbe services;
  private final DatabaseProbe databases;

  public StatusCollector(TimeSource time) {
    this.time = time;
    this.services = new ServiceProbe(time, TIMEOUT);
    this.databases = new DatabaseProbe(time, TIMEOUT);
  }

  /** Returns one observation for each target of each instance, in their order. */
  public List<List<Observation>> collect(List<InstanceDescription> instances)
      throws InterruptedException {
    List<Callable<Observation>> tasks = new ArrayList<>();
    for (InstanceDescription instance : instances) {
      instance.targets().forEach(target -> tasks.add(() -> observe(target, instance.id())));
    }
    // Platform threads: the look-up of a host name blocks the carrier of a virtual thread.
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("cluster-status-", 0).factory());
    try {
      List<Future<Observation>> results =
          threads.invokeAll(tasks, TIMEOUT.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      return grouped(instances, results);
    } finally {
      threads.shutdownNow(); // without waiting: each thread ends at its own timeout
    }
  }

  private static List<List<Observation>> grouped(
      List<InstanceDescription> instances, List<Future<Observation>> results)
      throws InterruptedException {
    List<List<Observation>> grouped = new ArrayList<>();
    int next = 0;
    for (InstanceDescription instance : instances) {
      List<Observation> observations = new ArrayList<>();
      for (Target target : instance.targets()) {
        observations.add(result(target, results.get(next++)));
      }
      grouped.add(observations);
    }
    return grouped;
  }

  private static Observation result(Target target, Future<Observation> result)
      throws InterruptedException {
    try {
      return result.get();
    } catch (CancellationException e) {
      return Observation.failed(target, NetworkTrouble.silent(target.host(), TIMEOUT));
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot observe " + target, e.getCause());
    }
  }

  private Observation observe(Target target, String instance) {
    long start = time.nanos();
    Observation observation =
        switch (target.endpoint()) {
          case Endpoint.Service service -> services.observe(target, service);
          case Endpoint.Port port -> services.observe(target, port);
          case Endpoint.Database database -> databases.observe(target, database);
          case Endpoint.Unobservable _ -> Observation.of(target, Map.of());
        };
    Duration left = TIMEOUT.minusNanos(time.nanos() - start);
    return observation.trouble().isPresent() || left.toMillis() < 1
        ? observation
        : withReports(observation, instance, left);
  }

  private Observation withReports(Observation observation, String instance, Duration left) {
    URI registry = observation.target().reports().get(REGISTRY);
    if (registry == null) {
      return observation;
    }
    URI uri = URI.create(registry + "?instance_id=" + encoded(instance));
    ServiceProbe.Reply reply = services.get(new Check.Http(uri), left);
    Trouble trouble = reply.trouble();
    return trouble == null
        ? observation.with(RegistryReply.entries(reply.json(), ServiceProbe.source(registry)))
        : observation.with(trouble);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
