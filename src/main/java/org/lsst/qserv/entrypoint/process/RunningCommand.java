// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that {@link CommandRunner} has started, running or exited. */
public final class RunningCommand {
  private final Process process;

  RunningCommand(Process process) {
    this.process = process;
  }

  /** Returns whether the program is still running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Returns the exit code.
   *
   * @throws IllegalThreadStateException if the program is still running
   */
  public int exitCode() {
    return process.exitValue();
  }

  /** Sends SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /**
   * Waits until the program exits.
   *
   * @return whether it exited in time
   */
  public boolean awaitExit(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
