// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.host.TimeSource;

/**
 * Collects the state of all components of all instances, each in a thread of its own. No target
 * takes longer than the timeout, however it hangs; if the machine of this process is busy, it is
 * asked twice. Not thread-safe.
 */
public final class StatusCollector {
  /** The limit for everything that one target is asked. */
  public static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** What a target may need beyond its own timeouts, for example to look up a name. */
  private static final Duration GRACE = Duration.ofMillis(200);

  /** The limit for what can only be asked once the registry has answered. */
  private static final Duration FOLLOW_UP = Duration.ofMillis(250);

  /**
   * The limit for the second attempt of the first collection. In the first attempt, the classes for
   * databases and TLS are loaded, which takes a part of the time of all targets.
   */
  private static final Duration ONCE_LOADED = Duration.ofMillis(500);

  /** The delay of this process beyond which it may itself be the cause of a late response. */
  private static final Duration DELAY_LIMIT = Duration.ofMillis(100);

  private final TimeSource time;
  private final Duration delayLimit;
  private final TargetProbe targets;
  private final ReportProbe reports;
  private boolean isFirst = true;

  /** Creates a collector. */
  public StatusCollector(TimeSource time) {
    this(time, DELAY_LIMIT);
  }

  /** Creates a collector with another limit for its own delay. */
  StatusCollector(TimeSource time, Duration delayLimit) {
    this.time = time;
    this.delayLimit = delayLimit;
    this.targets = new TargetProbe(time, TIMEOUT);
    this.reports = new ReportProbe(time, TIMEOUT);
  }

  /** Returns one observation for each target of each instance, in their order. */
  public List<List<Observation>> collect(List<InstanceDescription> instances)
      throws InterruptedException {
    // Platform threads: the look-up of a host name blocks the carrier of a virtual thread.
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("cluster-status-", 0).factory());
    try (DelayMeter meter = new DelayMeter(time, delayLimit)) {
      List<List<Observation>> observed = observed(instances, threads);
      if (isFirst || meter.isDelayed()) {
        boolean isOwnFault = meter.isDelayed() || SilentKinds.in(observed);
        repeatSilent(instances, observed, threads, isOwnFault ? TIMEOUT.plus(GRACE) : ONCE_LOADED);
      }
      isFirst = false;
      addQueries(instances, observed, threads);
      return observed;
    } finally {
      threads.shutdownNow(); // without waiting: each thread ends at its own timeout
    }
  }

  /**
   * Asks those that did not respond in time once more, because this process may have been too slow.
   */
  private void repeatSilent(
      List<InstanceDescription> instances,
      List<List<Observation>> observed,
      ExecutorService threads,
      Duration limit)
      throws InterruptedException {
    Map<String, Callable<Object>> tasks = new LinkedHashMap<>();
    for (int i = 0; i < instances.size(); i++) {
      String id = instances.get(i).id();
      for (int j = 0; j < observed.get(i).size(); j++) {
        Observation one = observed.get(i).get(j);
        if (one.trouble().filter(Trouble::isSilent).isPresent()) {
          tasks.put(i + " " + j, () -> targets.observe(one.target(), id));
        }
      }
    }
    Map<String, Object> results = run(tasks, threads, limit);
    for (int i = 0; i < instances.size(); i++) {
      List<Observation> observations = observed.get(i);
      for (int j = 0; j < observations.size(); j++) {
        if (results.get(i + " " + j) instanceof Observation found
            && found.trouble().filter(Trouble::isSilent).isEmpty()) {
          observations.set(j, found.with(observations.get(j).facts()));
        }
      }
    }
  }

  private List<List<Observation>> observed(
      List<InstanceDescription> instances, ExecutorService threads) throws InterruptedException {
    Map<String, Callable<Object>> tasks = new LinkedHashMap<>();
    for (int i = 0; i < instances.size(); i++) {
      String id = instances.get(i).id();
      for (Target target : instances.get(i).targets()) {
        tasks.put(i + " " + target, () -> targets.observe(target, id));
        Optional.ofNullable(target.reports().get(Target.LAUNCHER))
            .ifPresent(uri -> tasks.putIfAbsent(uri.toString(), () -> reports.launcher(uri)));
      }
    }
    Map<String, Object> results = run(tasks, threads, TIMEOUT.plus(GRACE));
    List<List<Observation>> grouped = new ArrayList<>();
    for (int i = 0; i < instances.size(); i++) {
      List<Observation> observations = new ArrayList<>();
      for (Target target : instances.get(i).targets()) {
        Observation observation =
            results.get(i + " " + target) instanceof Observation found
                ? found
                : Observation.failed(
                    target, NetworkTrouble.silent(target.endpoint().address(), TIMEOUT));
        Object reply = results.get(String.valueOf(target.reports().get(Target.LAUNCHER)));
        observations.add(observation.withLauncher(launcherFacts(target, reply)));
      }
      grouped.add(observations);
    }
    return grouped;
  }

  private static Map<FactName, Fact> launcherFacts(Target target, @Nullable Object reply) {
    return reply instanceof Optional<?> found
            && found.orElse(null) instanceof LauncherReply launcher
        ? launcher.facts(target.role(), target.component())
        : Map.of();
  }

  /** Asks the czars, whose management ports are in the registry, for their running queries. */
  private void addQueries(
      List<InstanceDescription> instances,
      List<List<Observation>> observed,
      ExecutorService threads)
      throws InterruptedException {
    Map<String, Callable<Object>> tasks = new LinkedHashMap<>();
    for (int i = 0; i < instances.size(); i++) {
      for (int j = 0; j < observed.get(i).size(); j++) {
        Optional<Callable<Object>> task =
            reports.queries(instances.get(i).id(), observed.get(i).get(j), observed.get(i));
        if (task.isPresent()) {
          tasks.put(i + " " + j, task.get());
        }
      }
    }
    Map<String, Object> results = run(tasks, threads, FOLLOW_UP);
    for (int i = 0; i < instances.size(); i++) {
      List<Observation> observations = observed.get(i);
      for (int j = 0; j < observations.size(); j++) {
        if (results.get(i + " " + j) instanceof Fact fact) {
          observations.set(j, observations.get(j).with(Map.of(FactName.RUNNING_QUERIES, fact)));
        }
      }
    }
  }

  /** Runs tasks at the same time, and returns the results of those that finish in time. */
  private static Map<String, Object> run(
      Map<String, Callable<Object>> tasks, ExecutorService threads, Duration limit)
      throws InterruptedException {
    List<Future<Object>> futures =
        threads.invokeAll(tasks.values(), limit.toMillis(), TimeUnit.MILLISECONDS);
    Map<String, Object> results = new LinkedHashMap<>();
    int next = 0;
    for (String name : tasks.keySet()) {
      try {
        results.put(name, futures.get(next++).get());
      } catch (CancellationException e) {
        // not in time
      } catch (ExecutionException e) {
        throw new IllegalStateException("cannot observe " + name, e.getCause());
      }
    }
    return results;
  }
}
