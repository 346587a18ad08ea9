// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that {@link CommandRunner} started and that still runs, or has ended meanwhile. */
public final class RunningCommand {
  private final Process process;

  RunningCommand(Process process) {
    this.process = process;
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code, once it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Asks it to end, with SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Ends it at once, with SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /**
   * Waits for its end.
   *
   * @return whether it came in time
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
