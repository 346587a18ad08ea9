// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cluster.collect.TimedTasks.Task;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(StatusCollector.class);

  private final TimeSource time;
  private final Duration delayLimit;
  private final TargetProbe targets;
  private final ReportProbe reports;

  /** The checks that have not ended, some of which may be from earlier collections. */
  private final Set<Map.Entry<String, Target>> busy = ConcurrentHashMap.newKeySet();

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
        Duration limit = meter.isDelayed() ? TIMEOUT.plus(GRACE) : ONCE_LOADED;
        repeatSilent(instances, observed, threads, limit);
      }
      isFirst = false;
      addQueries(instances, observed, threads);
      return observed;
    } finally {
      threads.shutdownNow(); // without waiting: each thread ends at its own timeout
    }
  }

  /** A task about the observation of one target, which its result can replace. */
  private record Pending<T>(List<Observation> observations, int index, Task<T> task) {
    Observation observation() {
      return observations.get(index);
    }

    void replace(Observation observation) {
      observations.set(index, observation);
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
    TimedTasks tasks = new TimedTasks(threads, limit);
    List<Pending<Observation>> silent = new ArrayList<>();
    for (int i = 0; i < instances.size(); i++) {
      String id = instances.get(i).id();
      List<Observation> observations = observed.get(i);
      for (int j = 0; j < observations.size(); j++) {
        Observation one = observations.get(j);
        if (one.isSilent()) {
          silent.add(
              new Pending<>(observations, j, tasks.add(() -> observe(one.target(), id, true))));
        }
      }
    }
    tasks.run();
    for (Pending<Observation> one : silent) {
      one.task()
          .result()
          .filter(found -> !found.isSilent())
          .ifPresent(found -> one.replace(found.with(one.observation().facts())));
    }
  }

  private List<List<Observation>> observed(
      List<InstanceDescription> instances, ExecutorService threads) throws InterruptedException {
    TimedTasks tasks = new TimedTasks(threads, TIMEOUT.plus(GRACE));
    Map<URI, Task<Optional<LauncherReply>>> launchers = new HashMap<>();
    List<List<Task<Observation>>> started = new ArrayList<>();
    for (InstanceDescription instance : instances) {
      List<Task<Observation>> ofInstance = new ArrayList<>();
      for (Target target : instance.targets()) {
        ofInstance.add(tasks.add(() -> observe(target, instance.id(), false)));
        launcher(target)
            .ifPresent(
                uri -> launchers.computeIfAbsent(uri, _ -> tasks.add(() -> reports.launcher(uri))));
      }
      started.add(ofInstance);
    }
    tasks.run();
    Map<URI, LauncherReply> replies = new HashMap<>();
    launchers.forEach((uri, task) ->
        task.result().flatMap(found -> found).ifPresent(reply -> replies.put(uri, reply)));
    List<List<Observation>> grouped = new ArrayList<>();
    for (int i = 0; i < instances.size(); i++) {
      List<Observation> observations = new ArrayList<>();
      for (int j = 0; j < started.get(i).size(); j++) {
        Target target = instances.get(i).targets().get(j);
        Observation observation =
            started
                .get(i)
                .get(j)
                .result()
                .orElseGet(() ->
                    Observation.failed(
                        target, NetworkTrouble.silent(target.endpoint().address(), TIMEOUT)));
        observations.add(
            observation.withLauncher(
                launcher(target)
                    .map(replies::get)
                    .map(reply -> reply.facts(target.role(), target.component()))
                    .orElse(Map.of())));
      }
      grouped.add(observations);
    }
    return grouped;
  }

  /**
   * Observes a target. A fault in the check of one target must not hide the state of all others,
   * and one whose name server hangs for minutes must not occupy more and more threads.
   */
  private Observation observe(Target target, String instance, boolean again) {
    Map.Entry<String, Target> check = Map.entry(instance, target);
    if (!busy.add(check) && !again) {
      return Observation.failed(
          target, NetworkTrouble.silent(target.endpoint().address(), TIMEOUT));
    }
    try {
      return targets.observe(target, instance);
    } catch (RuntimeException | Error e) {
      LOG.debug("cannot check {}", target, e);
      return Observation.failed(
          target,
          new Trouble(
              ProblemKind.BAD,
              "it cannot be checked (" + e.getClass().getSimpleName() + ")",
              "run the command with log.level=DEBUG, and report the stack trace as a bug"));
    } finally {
      busy.remove(check);
    }
  }

  private static Optional<URI> launcher(Target target) {
    return Optional.ofNullable(target.reports().get(Target.LAUNCHER));
  }

  /** Asks the czars, whose management ports are in the registry, for their running queries. */
  private void addQueries(
      List<InstanceDescription> instances,
      List<List<Observation>> observed,
      ExecutorService threads)
      throws InterruptedException {
    TimedTasks tasks = new TimedTasks(threads, FOLLOW_UP);
    List<Pending<Optional<Fact>>> czars = new ArrayList<>();
    for (int i = 0; i < instances.size(); i++) {
      List<Observation> observations = observed.get(i);
      for (int j = 0; j < observations.size(); j++) {
        Optional<Supplier<Optional<Fact>>> task =
            reports.queries(instances.get(i).id(), observations.get(j), observations);
        if (task.isPresent()) {
          czars.add(new Pending<>(observations, j, tasks.add(task.get())));
        }
      }
    }
    tasks.run();
    for (Pending<Optional<Fact>> czar : czars) {
      czar.task()
          .result()
          .flatMap(found -> found)
          .ifPresent(fact ->
              czar.replace(czar.observation().with(Map.of(FactName.RUNNING_QUERIES, fact))));
    }
  }
}
