// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.time.Duration;

/** Daemon threads that repeat a task, such as polling files that other programs write. */
public final class PeriodicThread {

  /** A task that may block, and ends soon after its thread is interrupted. */
  @FunctionalInterface
  public interface Task {
    /** Runs the task. */
    void run() throws InterruptedException;
  }

  private PeriodicThread() {}

  /**
   * Starts a daemon thread that sleeps and runs the task, again and again until it is interrupted.
   *
   * @param name the name of the thread, for thread dumps
   * @param interval the pause before each run
   */
  public static Thread start(String name, TimeSource time, Duration interval, Task task) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          try {
            while (true) {
              time.sleep(interval);
              task.run();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
