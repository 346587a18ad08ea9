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

/** Tasks that run at the same time until a common deadline. Not thread-safe. */
final class TimedTasks {
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

  /** Runs all tasks, and interrupts those that have not finished at the deadline. */
  void run() throws InterruptedException {
    List<Future<Boolean>> all = threads.invokeAll(tasks, limit.toMillis(), TimeUnit.MILLISECONDS);
    for (Future<Boolean> task : all) {
      if (!task.isCancelled()) {
        rethrowFailure(task);
      }
    }
  }

  private static void rethrowFailure(Future<Boolean> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot observe an instance", e.getCause());
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

    /** Returns the result; empty if the task has not finished. */
    Optional<T> result() {
      return Optional.ofNullable(result);
    }
  }
}
