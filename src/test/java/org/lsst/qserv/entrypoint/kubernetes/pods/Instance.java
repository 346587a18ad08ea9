// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import static java.util.stream.Collectors.toMap;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.lsst.qserv.entrypoint.cluster.Eventually;
import org.lsst.qserv.entrypoint.kubernetes.Manifests;

/** The pods and Jobs of the applied manifests. */
final class Instance implements AutoCloseable {
  private static final Duration ROLLOUT = Duration.ofMinutes(8);

  private final Node node;
  private final Map<String, Map<String, String>> secrets;
  private final ConcurrentMap<String, Pod> pods = new ConcurrentHashMap<>();
  private final Map<String, Workload> workloads = new TreeMap<>();
  private final Map<String, IndexedJob> jobs = new TreeMap<>();

  /** The pods that are not replaced. */
  private final Set<String> lost = new TreeSet<>();

  private List<Service> services = List.of();
  private ClusterData data = new ClusterData(Map.of(), Map.of());

  /**
   * @param secrets the Secrets that the chart expects
   */
  Instance(Node node, Map<String, Map<String, String>> secrets) {
    this.node = node;
    this.secrets = secrets;
  }

  /**
   * Creates or updates everything, as {@code helm upgrade} does: files of ConfigMaps change, pods
   * whose template has changed are replaced, new Jobs start. Returns when pods are replaced; new
   * ones and Jobs start in the background.
   */
  void apply(Manifests manifests) {
    data = ClusterData.of(manifests, secrets);
    services = manifests.all(Service.class);
    pods.values().forEach(pod -> pod.update(data));
    Workload.of(manifests).forEach(workload -> workloads.put(workload.name(), workload));
    createMissing();
    inParallel(
        workloads.values().stream()
            .map(workload -> (Runnable) () -> replaceOutdated(workload))
            .toList());
    apply(manifests.all(Job.class));
  }

  /** Starts new Jobs, and deletes those that are not applied any more. */
  private void apply(List<Job> applied) {
    List<String> names = applied.stream().map(job -> job.getMetadata().getName()).toList();
    jobs.entrySet()
        .removeIf(job -> {
          boolean isDeleted = !names.contains(job.getKey());
          if (isDeleted) {
            job.getValue().close();
          }
          return isDeleted;
        });
    for (Job job : applied) {
      jobs.computeIfAbsent(job.getMetadata().getName(), _ -> started(job));
    }
  }

  /** Replaces the pods of another template one after the other, the last one first. */
  private void replaceOutdated(Workload workload) {
    for (int ordinal = workload.replicas() - 1; ordinal >= 0; ordinal--) {
      String name = workload.podName(ordinal);
      if (workload.isReplaced()
          && !lost.contains(name)
          && !pod(name).template().equals(workload.template())) {
        delete(name);
        create(workload, ordinal);
        Eventually.within(ROLLOUT, () -> requireReady(pod(name)));
      }
    }
  }

  private void create(Workload workload, int ordinal) {
    String name = workload.podName(ordinal);
    PodIdentity identity =
        new PodIdentity(
            name,
            name,
            workload.subdomain(),
            workload.template().getMetadata().getLabels(),
            workload.template().getMetadata().getAnnotations(),
            services);
    Map<String, Path> claims =
        workload.claims().stream().collect(toMap(claim -> claim, claim -> node.claim(claim, name)));
    Pod pod = new Pod(node, identity, workload.template(), data, claims);
    pods.put(name, pod);
    pod.start();
  }

  private IndexedJob started(Job job) {
    IndexedJob started = new IndexedJob(job, node, () -> data);
    started.start();
    return started;
  }

  IndexedJob job(String name) {
    IndexedJob job = jobs.get(name);
    if (job == null) {
      throw new IllegalArgumentException("no Job " + name + " among " + jobs.keySet());
    }
    return job;
  }

  Pod pod(String name) {
    Pod pod = pods.get(name);
    if (pod == null) {
      throw new IllegalArgumentException("no pod " + name + " among " + pods.keySet());
    }
    return pod;
  }

  List<Pod> pods() {
    return new ArrayList<>(new TreeMap<>(pods).values());
  }

  /** Deletes a pod; its replacement starts in the background. */
  void replace(String name) {
    delete(name);
    createMissing();
  }

  /** Deletes a pod that is not replaced, as if its node had failed, until the node returns. */
  void lose(String name) {
    lost.add(name);
    delete(name);
  }

  /** Creates the pods that were lost. */
  void restore() {
    lost.clear();
    createMissing();
  }

  private void delete(String name) {
    pod(name).delete();
    pods.remove(name);
  }

  /** Creates the replicas that do not exist, as a StatefulSet does. */
  private void createMissing() {
    for (Workload workload : workloads.values()) {
      for (int ordinal = 0; ordinal < workload.replicas(); ordinal++) {
        String name = workload.podName(ordinal);
        if (!pods.containsKey(name) && !lost.contains(name)) {
          create(workload, ordinal);
        }
      }
    }
  }

  /** Waits until all pods are ready. */
  void awaitReady(Duration timeout) {
    Eventually.within(timeout, () -> pods().forEach(Instance::requireReady));
  }

  /** Waits until all containers are ready in a mode. */
  void awaitMode(String mode, Duration timeout) {
    Eventually.within(timeout, () -> pods().forEach(pod -> requireMode(pod, mode)));
  }

  private static void requireMode(Pod pod, String mode) {
    requireReady(pod);
    for (ContainerLoop container : pod.containers()) {
      if (!container.isSettled(mode)) {
        throw new AssertionError(pod.name() + " " + container.name() + ": " + container.state());
      }
    }
  }

  private static void requireReady(Pod pod) {
    if (!pod.isReady()) {
      List<String> unready =
          pod.containers().stream()
              .filter(container -> !container.isReady())
              .map(ContainerLoop::name)
              .toList();
      throw new AssertionError(pod.name() + " is not ready: " + unready);
    }
  }

  /** Deletes all pods at the same time, and the network. */
  @Override
  public void close() {
    try {
      jobs.values().forEach(IndexedJob::close);
      inParallel(pods().stream().map(pod -> (Runnable) () -> delete(pod.name())).toList());
    } finally {
      node.network().close();
    }
  }

  static void inParallel(List<Runnable> tasks) {
    CompletableFuture.allOf(
            tasks.stream()
                .map(task -> CompletableFuture.runAsync(task, run -> Thread.ofVirtual().start(run)))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }
}
