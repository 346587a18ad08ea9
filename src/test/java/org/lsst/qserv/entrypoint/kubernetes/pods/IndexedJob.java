// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * An indexed Job, with the retries of the Job controller: a failure that counts is retried after 10
 * s, 20 s and so on, others fail the index. Thread-safe.
 */
final class IndexedJob implements AutoCloseable {
  private static final String INDEX = "batch.kubernetes.io/job-completion-index";
  private static final Duration FIRST_DELAY = Duration.ofSeconds(10);

  private final String name;
  private final JobSpec spec;
  private final Node node;
  private final Supplier<ClusterData> data;
  private final Semaphore slots;
  private final ConcurrentMap<Integer, List<ContainerResult>> failures = new ConcurrentHashMap<>();
  private final Set<Integer> completed = new ConcurrentSkipListSet<>();
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private CompletableFuture<Void> end = new CompletableFuture<>();

  IndexedJob(Job job, Node node, Supplier<ClusterData> data) {
    this.name = job.getMetadata().getName();
    this.spec = job.getSpec();
    this.node = node;
    this.data = data;
    this.slots = new Semaphore(spec.getParallelism());
  }

  /** Starts the pods of all indexes in the background. */
  void start() {
    end =
        CompletableFuture.runAsync(
            () ->
                Instance.inParallel(
                    IntStream.range(0, spec.getCompletions())
                        .mapToObj(index -> (Runnable) () -> run(index))
                        .toList()),
            task -> Thread.ofVirtual().start(task));
  }

  private void run(int index) {
    FailurePolicy policy = new FailurePolicy(spec.getPodFailurePolicy().getRules());
    List<ContainerResult> failed = new CopyOnWriteArrayList<>();
    failures.put(index, failed);
    Duration delay = FIRST_DELAY;
    while (!stop.isDone() && failed.size() <= spec.getBackoffLimitPerIndex()) {
      ContainerResult result = runPod(index, failed.size());
      if (result.exitCode() == 0) {
        completed.add(index);
        return;
      }
      failed.add(result);
      if (policy.action(result.exitCode()).equals("FailIndex")) {
        return;
      }
      stop.copy().completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS).join();
      delay = delay.multipliedBy(2);
    }
  }

  private ContainerResult runPod(int index, int attempt) {
    slots.acquireUninterruptibly();
    try {
      PodIdentity identity =
          new PodIdentity(
              name + "-" + index + "-" + attempt,
              name + "-" + index,
              "",
              spec.getTemplate().getMetadata().getLabels(),
              Map.of(INDEX, String.valueOf(index)),
              List.of());
      Pod pod = new Pod(node, identity, spec.getTemplate(), data.get(), Map.of());
      try {
        pod.start();
        return CompletableFuture.anyOf(pod.end(), stop)
            .thenApply(_ -> pod.end().getNow(new ContainerResult(-1, "stopped")))
            .join();
      } finally {
        pod.delete();
      }
    } finally {
      slots.release();
    }
  }

  /** Completes when each index is complete or has failed. */
  CompletableFuture<Void> end() {
    return end;
  }

  /** Returns the indexes that are complete. */
  Set<Integer> completed() {
    return completed;
  }

  /** Throws an error unless each index is complete. */
  void requireComplete() {
    if (completed.size() != spec.getCompletions()) {
      throw new AssertionError("Job " + name + " has failed: " + failures);
    }
  }

  /** Returns the results of the failed pods of an index, which may still be retried. */
  List<ContainerResult> failures(int index) {
    return failures.getOrDefault(index, List.of());
  }

  @Override
  public void close() {
    stop.complete(null);
    end.exceptionally(_ -> null).join();
  }
}
