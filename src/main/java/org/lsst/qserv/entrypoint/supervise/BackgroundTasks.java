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
        Thread.ofPlatform().daemon().name(component).start(new Successor(previous, task)));
  }

  /** Interrupts the task of a component, if there is one. */
  @Nullable Thread cancel(String component) {
    Thread thread = threads.get(component);
    if (thread != null) {
      thread.interrupt();
    }
    return thread;
  }

  /** A task that starts after the previous one of its component has ended. */
  private static final class Successor implements Runnable {
    private @Nullable Thread previous;
    private final Runnable task;

    Successor(@Nullable Thread previous, Runnable task) {
      this.previous = previous;
      this.task = task;
    }

    @Override
    public void run() {
      joinUninterruptibly();
      task.run();
    }

    /**
     * An interruption cancels the new task, which notices it after the previous one has ended. That
     * one is forgotten then: a thread keeps its task, so otherwise all earlier tasks, with their
     * plans and settings, would stay in memory.
     */
    private void joinUninterruptibly() {
      boolean interrupted = false;
      while (previous != null && previous.isAlive()) {
        try {
          previous.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      previous = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
