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

/** A container, and what a person at its prompt can do with it. Removed when closed. */
final class Container implements AutoCloseable {
  /** Ample: the machine may be busy with other tests. */
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private static final long PAUSE_MILLIS = 50;

  /** What a command inside the container did. */
  record Outcome(int exit, String out, String err) {}

  private final Docker docker;
  private final DockerClient client;

  private Container(Docker docker) {
    this.docker = docker;
    this.client = docker.getDockerClient();
  }

  /** A container with this command, not started yet. */
  static Builder of(String image, String... command) {
    return new Builder(new Docker(image).withCommand(command));
  }

  /** A container in which nothing happens, for commands that are run in it one after the other. */
  static Builder idle(String image) {
    return of(image, "/opt/qserv-entrypoint/bin/tini", "--", "sleep", "infinity");
  }

  /** Runs a command in it, as {@code docker exec} does. */
  Outcome run(String... command) {
    return run(Map.of(), command);
  }

  /** The same with variables. */
  Outcome run(Map<String, String> environment, String... command) {
    return run(ExecConfig.builder().command(command).envVars(environment).build());
  }

  /** The same as another user: {@code "0:0"}. */
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
   * Runs a shell script in it.
   *
   * @return what it printed
   * @throws AssertionError if it fails
   */
  String script(String script) {
    return succeeded(run("bash", "-euc", script));
  }

  /** The same as another user. */
  String scriptAs(String user, String script) {
    return succeeded(runAs(user, "bash", "-euc", script));
  }

  private static String succeeded(Outcome outcome) {
    if (outcome.exit() != 0) {
      throw new AssertionError("the script failed: " + outcome);
    }
    return outcome.out();
  }

  /** Writes a file that only its user may read. */
  void write(String path, String content) {
    docker.copyFileToContainer(Transferable.of(content, 0100600), path);
    runAs("0:0", "chown", "1000:0", path);
  }

  /** Docker's name for it. */
  String id() {
    return docker.getContainerId();
  }

  /** Its address in Docker's own network. */
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

  /** All that it has logged. */
  String logs() {
    return docker.getLogs();
  }

  void awaitLog(String text) {
    await("the log line '" + text + "'", () -> logs().contains(text));
  }

  /** Waits until {@code entrypoint probe ready} says yes. */
  void awaitReady() {
    AtomicReference<Outcome> last = new AtomicReference<>(new Outcome(1, "", ""));
    try {
      await(
          "probe ready",
          () -> {
            last.set(run("entrypoint", "probe", "ready"));
            return last.get().exit() == 0;
          });
    } catch (AssertionError e) {
      throw new AssertionError("the last probe said " + last.get(), e);
    }
  }

  /** Waits for a condition, which is asked again and again. */
  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not come. Log:\n" + logs());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code docker stop -t}; tells how long it took. */
  Duration stop(Duration grace) {
    long begin = System.nanoTime();
    client.stopContainerCmd(docker.getContainerId()).withTimeout((int) grace.toSeconds()).exec();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Starts it again after it has stopped. */
  void startAgain() {
    client.startContainerCmd(docker.getContainerId()).exec();
  }

  /** Waits for its end and tells its exit code. */
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

  /** What a container is to be like. */
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

    /** A file that the user of the container, and no other, may read. */
    Builder file(String path, String content) {
      docker.withCopyToContainer(Transferable.of(content, 0100644), path);
      return this;
    }

    /** A file that everyone may read and execute. */
    Builder executable(String path, String content) {
      docker.withCopyToContainer(Transferable.of(content, 0100555), path);
      return this;
    }

    /** Copies a file or a directory of this machine into it. */
    Builder copy(Path source, String path) {
      docker.withCopyFileToContainer(MountableFile.forHostPath(source), path);
      return this;
    }

    Container start() {
      docker.start();
      return new Container(docker);
    }
  }

  /** Starts, and leaves it to the test what it waits for: some of these containers shall fail. */
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
