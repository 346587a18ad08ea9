// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks that run at the same time until a common deadline. Not thread-safe. */
final class TimedTasks {
  private static final Logger LOG = LoggerFactory.getLogger(TimedTasks.class);

  private final ExecutorService threads;
  private final Duration limit;
  private final List<Task<?>> tasks = new ArrayList<>();

  /**
   * @param threads must have a thread for each task
   * @param limit the time in which all tasks must finish, from the call of {@link #run}
   */
  TimedTasks(ExecutorService threads, Duration limit) {
    this.threads = threads;
    this.limit = limit;
  }

  /** Adds a task, which {@link #run} starts. */
  <T> Task<T> add(Supplier<T> action) {
    Task<T> task = new Task<>(action);
    tasks.add(task);
    return task;
  }

  /**
   * Runs all tasks, and interrupts those that have not finished at the deadline. A fault in one of
   * them does not affect the others: it has no result.
   */
  void run() throws InterruptedException {
    List<Future<Boolean>> all = threads.invokeAll(tasks, limit.toMillis(), TimeUnit.MILLISECONDS);
    for (Future<Boolean> task : all) {
      if (!task.isCancelled()) {
        logFailure(task);
      }
    }
  }

  private static void logFailure(Future<Boolean> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      LOG.debug("a check failed", e.getCause());
    }
  }

  /** A task and its result. */
  static final class Task<T> implements Callable<Boolean> {
    private final Supplier<T> action;
    private volatile @Nullable T result;

    private Task(Supplier<T> action) {
      this.action = action;
    }

    @Override
    public Boolean call() {
      result = action.get();
      return true;
    }

    /** Returns the result; empty if the task has failed or not finished. */
    Optional<T> result() {
      return Optional.ofNullable(result);
    }
  }
}
