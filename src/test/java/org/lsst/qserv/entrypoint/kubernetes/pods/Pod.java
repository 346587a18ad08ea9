// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A pod: starts init containers in order, a native sidecar after the other once its startup probe
 * has succeeded, then all main containers. Deleting it stops the main containers, then the sidecars
 * in reverse order.
 */
final class Pod {
  private final Node node;
  private final PodIdentity identity;
  private final PodTemplateSpec template;
  private final PodSpec spec;
  private final PodVolumes volumes;
  private final String address;
  private final boolean restart;
  private final Duration grace;
  private final List<ContainerLoop> sidecars = new ArrayList<>();
  private final List<ContainerLoop> mains = new ArrayList<>();
  private final CompletableFuture<ContainerResult> end = new CompletableFuture<>();
  private volatile boolean deleted;

  /** Creates the pod with its volumes and network, but no containers. */
  Pod(
      Node node,
      PodIdentity identity,
      PodTemplateSpec template,
      ClusterData data,
      Map<String, Path> claims) {
    this.node = node;
    this.identity = identity;
    this.template = template;
    this.spec = template.getSpec();
    this.restart = !"Never".equals(spec.getRestartPolicy());
    this.grace = Duration.ofSeconds(spec.getTerminationGracePeriodSeconds());
    Path directory = node.podDirectory(identity.name());
    this.volumes = new PodVolumes(directory.resolve("volumes"), spec, data, claims);
    this.address = node.network().newAddress();
    write(directory.resolve("hosts"), identity.hosts(address));
    create();
  }

  private void create() {
    List<String> command =
        new ArrayList<>(
            List.of(
                "pod",
                "create",
                "--name=" + podmanName(),
                "--hostname=" + identity.hostName(),
                "--network=" + node.network().name() + ":ip=" + address,
                "--dns-search=" + PodIdentity.DOMAIN,
                "--dns-option=ndots:5"));
    identity.dnsNames().forEach(name -> command.add("--network-alias=" + name));
    node.podman().output(command);
    node.podman().output("pod", "start", podmanName());
    event("created, address " + address);
  }

  private String podmanName() {
    return node.podmanName(identity.name());
  }

  private void event(String event) {
    node.events().add(identity.name(), event);
  }

  /** Starts the containers in the background. */
  void start() {
    for (Container container : spec.getInitContainers()) {
      if ("Always".equals(container.getRestartPolicy())) {
        sidecars.add(loop(container));
      }
    }
    spec.getContainers().forEach(container -> mains.add(loop(container)));
    Thread.ofVirtual()
        .start(() -> {
          try {
            startInOrder();
          } catch (RuntimeException | AssertionError e) {
            end.completeExceptionally(e);
          }
        });
  }

  private void startInOrder() {
    int next = 0;
    for (Container container : spec.getInitContainers()) {
      if (deleted) {
        return;
      }
      if ("Always".equals(container.getRestartPolicy())) {
        ContainerLoop sidecar = sidecars.get(next++);
        sidecar.start(true);
        sidecar.firstStart().join();
      } else {
        ContainerLoop init = loop(container);
        init.start(false);
        ContainerResult result = init.end().join();
        if (result.exitCode() != 0) {
          end.complete(result);
          return;
        }
      }
    }
    if (!deleted) {
      mains.forEach(main -> main.start(restart));
      end.complete(mains.getFirst().end().join());
    }
  }

  private ContainerLoop loop(Container container) {
    return new ContainerLoop(
        container,
        node.podman(),
        grace,
        attempt -> run(container, attempt),
        event -> node.events().add(identity.name(), container.getName() + " " + event));
  }

  private RunningContainer run(Container container, int attempt) {
    Path logs = node.logs(identity.name());
    String number = container.getName() + "-" + attempt;
    Path pid = node.podDirectory(identity.name()).resolve(number + ".pid");
    Path id = node.podDirectory(identity.name()).resolve(number + ".id");
    Path message = node.podDirectory(identity.name()).resolve(number + ".message");
    Path log = logs.resolve(number + ".log");
    write(log, "");
    write(message, "");
    permitWriting(message);
    ContainerOptions options = new ContainerOptions(container, identity);
    String name = podmanName() + "-" + number;
    List<String> command =
        new ArrayList<>(
            List.of(
                "run",
                "--detach",
                "--pull=never",
                "--passwd=false",
                "--pod=" + podmanName(),
                "--name=" + name,
                "--pidfile=" + pid,
                "--cidfile=" + id,
                "--log-driver=k8s-file",
                "--log-opt=path=" + log,
                "--volume=" + message + ":/dev/termination-log",
                "--volume=" + node.podDirectory(identity.name()).resolve("hosts") + ":/etc/hosts"));
    command.addAll(volumes.options(container));
    command.addAll(options.options(spec.getSecurityContext()));
    command.addAll(options.command());
    node.podman().output(command);
    return new RunningContainer(
        node.podman(), name, read(id), log, message, Long.parseLong(read(pid)));
  }

  private static void permitWriting(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the files of mounted ConfigMaps. */
  void update(ClusterData data) {
    volumes.update(data);
  }

  /** Stops and removes the containers, and deletes everything but persistent volumes. */
  void delete() {
    deleted = true;
    long deadline = System.nanoTime() + grace.toNanos();
    Instance.inParallel(
        mains.stream().map(main -> (Runnable) () -> main.stop(left(deadline))).toList());
    sidecars.reversed().forEach(sidecar -> sidecar.stop(left(deadline)));
    node.podman().output("pod", "rm", "--force", "--time=0", podmanName());
    volumes.close();
    new LocalCommands().run("rm", "-rf", node.podDirectory(identity.name()).toString());
    event("deleted");
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  String name() {
    return identity.name();
  }

  /** Returns the template that it was created from. */
  PodTemplateSpec template() {
    return template;
  }

  String address() {
    return address;
  }

  boolean isReady() {
    return sidecars.stream().allMatch(ContainerLoop::isReady)
        && mains.stream().allMatch(ContainerLoop::isReady);
  }

  /**
   * Completes when the first main container is not restarted any more, or an init container failed.
   */
  CompletableFuture<ContainerResult> end() {
    return end;
  }

  Optional<ContainerLoop> container(String name) {
    return containers().stream().filter(container -> container.name().equals(name)).findFirst();
  }

  /** Returns sidecars and main containers. */
  List<ContainerLoop> containers() {
    List<ContainerLoop> all = new ArrayList<>(sidecars);
    all.addAll(mains);
    return all;
  }
}
