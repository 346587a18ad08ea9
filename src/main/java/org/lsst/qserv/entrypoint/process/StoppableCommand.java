// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.lsst.qserv.entrypoint.host.TimeSource;

/**
 * Runs a program that a user can stop, in its own session and process group: with SIGTERM for the
 * whole group and, after the grace period, SIGKILL.
 */
public final class StoppableCommand {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private final CommandRunner tool;
  private final TimeSource time;
  private final BooleanSupplier stopRequested;
  private final Duration gracePeriod;

  /**
   * Creates a runner.
   *
   * @param stopRequested polled in another thread while the program runs
   */
  public StoppableCommand(
      CommandRunner tool, TimeSource time, BooleanSupplier stopRequested, Duration gracePeriod) {
    this.tool = tool;
    this.time = time;
    this.stopRequested = stopRequested;
    this.gracePeriod = gracePeriod;
  }

  /**
   * Runs a program with an empty standard input until it exits or a stop is requested. May be
   * called in a virtual thread.
   *
   * @param environment variables to add to the launcher's own
   * @return empty if a stop was requested and the whole group has exited
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 127 or 126 if it cannot be run
   */
  public Optional<CommandRunner.CommandResult> execute(
      List<String> command, Map<String, String> environment) throws InterruptedException {
    FutureTask<Optional<CommandRunner.CommandResult>> run =
        new FutureTask<>(() -> run(command, environment));
    // The kernel kills the program when the thread that started it exits, and the carrier of a
    // virtual thread may exit while it is idle.
    Thread.ofPlatform().daemon().name("run-" + command.getFirst()).start(run);
    try {
      return run.get();
    } catch (InterruptedException e) {
      run.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Optional<CommandRunner.CommandResult> run(
      List<String> command, Map<String, String> environment) throws InterruptedException {
    if (stopRequested.getAsBoolean()) {
      return Optional.empty();
    }
    Process process = tool.startGroup(command, environment);
    ProcessGroup group = new ProcessGroup(process, time);
    try {
      OutputReader output = OutputReader.collect(process);
      while (!process.waitFor(POLL_INTERVAL)) {
        if (stopRequested.getAsBoolean()) {
          group.stop(gracePeriod);
          return Optional.empty();
        }
      }
      return Optional.of(new CommandRunner.CommandResult(process.exitValue(), output.awaitEnd()));
    } catch (InterruptedException e) {
      group.kill();
      throw e;
    }
  }
}
