// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lsst.qserv.entrypoint.cluster.Command;

/** A container that was started. */
final class RunningContainer {
  private static final int EXEC_SECONDS = 60;

  private final Podman podman;
  private final String name;
  private final Path log;
  private final Path message;
  private final long pid;
  private final Optional<ProcessHandle> process;

  /**
   * @param name podman's name
   * @param message its /dev/termination-log
   */
  RunningContainer(Podman podman, String name, Path log, Path message, long pid) {
    this.podman = podman;
    this.name = name;
    this.log = log;
    this.message = message;
    this.pid = pid;
    this.process = ProcessHandle.of(pid);
  }

  String name() {
    return name;
  }

  /** Returns the process, as seen from this machine. */
  long pid() {
    return pid;
  }

  /** Runs a command in the container. */
  Command.Result exec(String... command) {
    return podman.exec(name, List.of(command), EXEC_SECONDS);
  }

  String log() {
    return text(log);
  }

  /** Returns whether the container exits within a time; at once if it has exited. */
  boolean exitsWithin(Duration time) {
    if (process.isEmpty()) {
      return true;
    }
    try {
      process.get().onExit().get(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends the stop signal, and kills the container when the time is over. */
  void stop(Duration grace) {
    podman.run("stop", "--time", String.valueOf(Math.max(0, grace.toSeconds())), name);
  }

  /** Returns the exit code of the container, which has exited, and removes it. */
  ContainerResult remove(boolean fallBackToLog) {
    int code = Integer.parseInt(podman.output("wait", name));
    podman.output("rm", "--force", name);
    String reason = text(message).strip();
    boolean useLog = fallBackToLog && reason.isEmpty() && code != 0;
    return new ContainerResult(code, useLog ? log() : reason);
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
