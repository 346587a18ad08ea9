// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.TestedLine;
import org.lsst.qserv.entrypoint.kubernetes.Chart;
import org.lsst.qserv.entrypoint.kubernetes.Manifests;

/** The chart, its development images, and an instance of it on this machine. */
final class PodsCluster implements AutoCloseable {
  private static final Path VALUES = Chart.VALUES.resolve("http.yaml");

  /** The pods whose databases have a schema. */
  static final List<String> SCHEMA_PODS = List.of("czar", "repl", "worker");

  private final Map<String, Object> values = new TreeMap<>();
  private final PodImages images;
  private final String image;
  private final Instance instance;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Creates an instance without pods, and deletes what a killed run has left.
   *
   * @param name of the instance on this machine
   */
  PodsCluster(
      String name,
      TestedLine line,
      Map<String, Map<String, String>> secrets,
      Consumer<String> events) {
    Path directory = Path.of("target", "pods", name).toAbsolutePath();
    Podman podman = new Podman();
    Leftovers.delete(podman, name, directory);
    images = new PodImages(podman);
    image = images.copied("qserv-lite-dev" + line.suffix());
    values.put("releaseLine", line.line());
    values.put("qservImageName", image);
    // The stand-ins have their scripts in another directory than Qserv's images.
    values.put("settings.schema.scripts", "/usr/local/qserv/schema");
    if (line == TestedLine.XRD) {
      values.put("settings.xrootd.plugin", "none"); // a plain xrootd, without Qserv's plugin
      values.put("workers.lockMemory", false); // its user would be that of the image
    }
    // Any user of group 0, as in a cluster that assigns users
    values.put("podSecurityContext.runAsUser", 1_234_567);
    values.put("podSecurityContext.runAsGroup", 0);
    // A small machine with all pods and other tests is slower than a node.
    values.put("probes.timeoutSeconds", 60);
    PodNetwork network = new PodNetwork(podman, name);
    instance =
        new Instance(new Node(name, directory, podman, network, new PodEvents(events)), secrets);
  }

  /** Returns the image of a later release: a script for each schema, which its programs require. */
  String newerImage() {
    return images.changed(
        image,
        "-newer",
        """
        cd /usr/local/qserv/schema
        echo 'CREATE TABLE Added (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;' |
          tee czar/migrate-17-to-18.sql worker/migrate-3-to-4.sql >repl/migrate-15-to-16.sql
        cd /usr/local/lib/qserv-stand-ins/qserv_standins
        sed -i 's/^_QMETA_VERSION = "17"/_QMETA_VERSION = "18"/' czar_database.py
        sed -i 's/^SCHEMA_VERSION = 15/SCHEMA_VERSION = 16/' replica_database.py
        python3 -m compileall -q -f --invalidation-mode unchecked-hash .
        """);
  }

  /** Installs the chart with Jobs that create the schemas, and waits until all pods are ready. */
  void install(Duration timeout) {
    Map<String, Object> installation = new TreeMap<>(run("install"));
    SCHEMA_PODS.forEach(pod -> installation.put(pod + "Smig.action", "install"));
    upgrade(installation);
    instance.awaitReady(timeout);
    awaitRun("install", timeout).values().forEach(IndexedJob::requireComplete);
    SCHEMA_PODS.forEach(pod -> values.put(pod + "Smig.action", "upgrade"));
    upgrade(run(""));
  }

  /** Returns the values that create a Job for each schema; an empty name creates none. */
  static Map<String, String> run(String name) {
    return SCHEMA_PODS.stream().collect(toMap(pod -> pod + "Smig.runId", _ -> name));
  }

  /** Waits until the Jobs of a run have ended, and returns them by the pod of their database. */
  Map<String, IndexedJob> awaitRun(String name, Duration timeout) {
    Map<String, IndexedJob> jobs =
        SCHEMA_PODS.stream()
            .collect(toMap(pod -> pod, pod -> instance.job("qserv-" + pod + "-smig-" + name)));
    jobs.values()
        .forEach(job -> job.end().copy().orTimeout(timeout.toSeconds(), TimeUnit.SECONDS).join());
    return jobs;
  }

  /** Changes values of the chart, as {@code helm upgrade --reuse-values --set}. */
  void upgrade(Map<String, ?> changes) {
    values.putAll(changes);
    instance.apply(Manifests.of(Chart.render(VALUES, values)));
  }

  Instance instance() {
    return instance;
  }

  /** Deletes all pods; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      instance.close();
    }
  }
}
