// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A container, with the operations that a user has on it. Removed when closed. */
final class Container implements AutoCloseable {
  /** Long enough for a machine that is busy with other tests. */
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private static final long SHORTEST_PAUSE_NANOS = 50_000_000;

  /** The result of a command inside the container. */
  record Outcome(int exit, String out, String err) {}

  private final Docker docker;
  private final DockerClient client;

  private Container(Docker docker) {
    this.docker = docker;
    this.client = docker.getDockerClient();
  }

  /** Returns a builder for a container with this command. */
  static Builder of(String image, String... command) {
    return new Builder(new Docker(image).withCommand(command));
  }

  /** Returns a builder for an idle container, for commands that are run in it. */
  static Builder idle(String image) {
    return of(image, "/opt/qserv-entrypoint/bin/tini", "--", "sleep", "infinity");
  }

  /** Runs a command in the container, like {@code docker exec}. */
  Outcome run(String... command) {
    return run(Map.of(), command);
  }

  /** As above, with environment variables. */
  Outcome run(Map<String, String> environment, String... command) {
    return run(ExecConfig.builder().command(command).envVars(environment).build());
  }

  /** As above, as another user: {@code "0:0"}. */
  Outcome runAs(String user, String... command) {
    return run(ExecConfig.builder().command(command).user(user).build());
  }

  private Outcome run(ExecConfig command) {
    try {
      ExecResult result = docker.execInContainer(command);
      return new Outcome(result.getExitCode(), result.getStdout(), result.getStderr());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs a shell script in the container.
   *
   * @return the output of the script
   * @throws AssertionError if it fails
   */
  String script(String script) {
    return succeeded(run("bash", "-euc", script));
  }

  /** As above, as another user. */
  String scriptAs(String user, String script) {
    return succeeded(runAs(user, "bash", "-euc", script));
  }

  private static String succeeded(Outcome outcome) {
    if (outcome.exit() != 0) {
      throw new AssertionError("the script failed: " + outcome);
    }
    return outcome.out();
  }

  /** Writes a file that only its user can read. */
  void write(String path, String content) {
    docker.copyFileToContainer(Transferable.of(content, 0100600), path);
    runAs("0:0", "chown", "1000:0", path);
  }

  /** Returns Docker's ID of the container. */
  String id() {
    return docker.getContainerId();
  }

  /** Returns its address in Docker's network. */
  String address() {
    return requireNonNull(
        client
            .inspectContainerCmd(docker.getContainerId())
            .exec()
            .getNetworkSettings()
            .getNetworks()
            .values()
            .iterator()
            .next()
            .getIpAddress());
  }

  /** Returns the resident memory of the launcher in kB. */
  long launcherMemory() {
    String memory =
        script("cd $(dirname $(grep -lx java /proc/[0-9]*/comm)); awk '/VmRSS/ {print $2}' status");
    return Long.parseLong(memory.strip());
  }

  /** Returns its complete log. */
  String logs() {
    return docker.getLogs();
  }

  void awaitLog(String text) {
    await("the log line '" + text + "'", () -> logs().contains(text));
  }

  /**
   * Waits until {@code entrypoint probe ready} succeeds. One probe that repeats itself starts Java
   * once; it is repeated because a container may be restarted.
   */
  void awaitReady() {
    AtomicReference<Outcome> last = new AtomicReference<>(new Outcome(1, "", ""));
    try {
      await(
          "probe ready",
          () -> {
            last.set(run("entrypoint", "probe", "ready", "--wait", "20s"));
            return last.get().exit() == 0;
          });
    } catch (AssertionError e) {
      throw new AssertionError("the last probe said " + last.get(), e);
    }
  }

  /** Polls a condition until it is true. */
  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long end = System.nanoTime();
      if (end > deadline) {
        throw new AssertionError(what + " did not come. Log:\n" + logs());
      }
      // A condition that starts programs must not take the processor from what it waits for.
      pause(Math.max(SHORTEST_PAUSE_NANOS, end - start));
      start = System.nanoTime();
    }
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs {@code docker stop -t} and returns the duration. */
  Duration stop(Duration grace) {
    long begin = System.nanoTime();
    client.stopContainerCmd(docker.getContainerId()).withTimeout((int) grace.toSeconds()).exec();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Sends a signal to PID 1 of the container, such as {@code TERM}. */
  void signal(String signal) {
    client.killContainerCmd(docker.getContainerId()).withSignal(signal).exec();
  }

  /** Restarts the stopped container. */
  void startAgain() {
    client.startContainerCmd(docker.getContainerId()).exec();
  }

  /** Waits until the container exits and returns the exit code. */
  int exitCode() {
    await("the end of the container", () -> !running());
    return (int) (long) requireNonNull(state().getExitCodeLong());
  }

  private boolean running() {
    return Boolean.TRUE.equals(state().getRunning());
  }

  private InspectContainerResponse.ContainerState state() {
    return client.inspectContainerCmd(docker.getContainerId()).exec().getState();
  }

  @Override
  public void close() {
    docker.close();
  }

  /** The configuration of a container. */
  static final class Builder {
    private final Docker docker;
    private final Map<String, String> tmpfs = new HashMap<>();

    private Builder(Docker docker) {
      this.docker = docker;
    }

    Builder user(String user) {
      docker.withCreateContainerCmdModifier(create -> create.withUser(user));
      return this;
    }

    Builder host(UnaryOperator<HostConfig> change) {
      docker.withCreateContainerCmdModifier(
          create -> create.withHostConfig(change.apply(requireNonNull(create.getHostConfig()))));
      return this;
    }

    Builder volume(Volume volume, String path) {
      return host(host ->
          host.withBinds(
              new Bind(volume.name(), new com.github.dockerjava.api.model.Volume(path))));
    }

    Builder tmpfs(String... paths) {
      List.of(paths).forEach(path -> tmpfs.put(path, ""));
      return host(host -> host.withTmpFs(tmpfs));
    }

    Builder environment(String name, String value) {
      docker.withEnv(name, value);
      return this;
    }

    Builder network(Network network, String alias) {
      docker.withNetwork(network).withNetworkAliases(alias);
      return this;
    }

    /** Adds a file that only the user of the container can read. */
    Builder file(String path, String content) {
      docker.withCopyToContainer(Transferable.of(content, 0100644), path);
      return this;
    }

    /** Adds a file that every user can read and execute. */
    Builder executable(String path, String content) {
      docker.withCopyToContainer(Transferable.of(content, 0100555), path);
      return this;
    }

    /** Copies a local file or directory into the container. */
    Builder copy(Path source, String path) {
      docker.withCopyFileToContainer(MountableFile.forHostPath(source), path);
      return this;
    }

    Container start() {
      docker.start();
      return new Container(docker);
    }
  }

  /** Starts without waiting, because some of these containers are expected to fail. */
  private static final class Docker extends GenericContainer<Docker> {
    Docker(String image) {
      super(DockerImageName.parse(image));
      setWaitStrategy(
          new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {}
          });
      withStartupCheckStrategy(
          new StartupCheckStrategy() {
            @Override
            public StartupStatus checkStartupState(DockerClient client, String container) {
              return StartupStatus.SUCCESSFUL;
            }
          });
    }
  }
}
