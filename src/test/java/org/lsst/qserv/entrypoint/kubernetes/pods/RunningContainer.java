// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.cluster.Command;

/** A container that was started. */
final class RunningContainer {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
  private static final int EXEC_SECONDS = 60;
  private static final int MESSAGE_LENGTH = 2048;
  private static final Pattern LOG_PREFIX = Pattern.compile("(?m)^\\S+ std(out|err) [FP] ");

  private final Podman podman;
  private final String name;
  private final String id;
  private final Path log;
  private final Path message;
  private final long pid;
  private final Optional<ProcessHandle> process;

  /**
   * @param name podman's name
   * @param message its /dev/termination-log
   */
  RunningContainer(Podman podman, String name, String id, Path log, Path message, long pid) {
    this.podman = podman;
    this.name = name;
    this.id = id;
    this.log = log;
    this.message = message;
    this.pid = pid;
    this.process = ProcessHandle.of(pid);
  }

  String id() {
    return id;
  }

  /** Returns the process, as seen from this machine. */
  long pid() {
    return pid;
  }

  /** Runs a command in the container. */
  Command.Result exec(String... command) {
    return podman.exec(id, List.of(command), EXEC_SECONDS);
  }

  /** Returns the output; podman's log has time, stream and a flag before each line. */
  String log() {
    return LOG_PREFIX.matcher(text(log)).replaceAll("");
  }

  /** Returns whether the container exits within a time; at once if it has exited. */
  boolean exitsWithin(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    while (process.isPresent() && process.get().isAlive()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // onExit() of a process that is no child would poll less and less often.
      LockSupport.parkNanos(Math.min(left, POLL_INTERVAL.toNanos()));
    }
    return true;
  }

  /** Sends the stop signal, and kills the container when the time is over. */
  void stop(Duration grace) {
    podman.run("stop", "--time", String.valueOf(Math.max(0, grace.toSeconds())), name);
  }

  /** Returns the result of the container, which has exited. It is removed with its pod. */
  ContainerResult result(boolean fallBackToLog) {
    int code = Integer.parseInt(podman.output("wait", name));
    String reason = text(message).strip();
    boolean useLog = fallBackToLog && reason.isEmpty() && code != 0;
    return new ContainerResult(code, useLog ? end(log()) : reason);
  }

  private static String end(String text) {
    return text.substring(Math.max(0, text.length() - MESSAGE_LENGTH));
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
