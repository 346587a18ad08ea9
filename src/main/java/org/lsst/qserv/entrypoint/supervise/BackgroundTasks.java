// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs at most one task per component, each in a separate thread. A task that replaces a canceled
 * one starts when that has ended, so that two preparations of a component never overlap. To be used
 * by one thread.
 */
final class BackgroundTasks {
  private final Map<String, Thread> threads = new HashMap<>();

  /** Starts the task of a component, and cancels its previous one. */
  void start(String component, Runnable task) {
    Thread previous = cancel(component);
    threads.put(
        component,
        Thread.ofPlatform()
            .daemon()
            .name(component)
            .start(() -> {
              joinUninterruptibly(previous);
              task.run();
            }));
  }

  /** Interrupts the task of a component, if there is one. */
  @Nullable Thread cancel(String component) {
    Thread thread = threads.get(component);
    if (thread != null) {
      thread.interrupt();
    }
    return thread;
  }

  /** An interruption cancels the new task, which notices it after the previous one has ended. */
  private static void joinUninterruptibly(@Nullable Thread previous) {
    if (previous == null) {
      return;
    }
    boolean interrupted = false;
    while (previous.isAlive()) {
      try {
        previous.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
