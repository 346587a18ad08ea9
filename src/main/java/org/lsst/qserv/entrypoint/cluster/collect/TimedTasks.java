// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tasks that run at the same time, each with the same time limit. */
final class TimedTasks {
  private final ExecutorService threads;
  private final Duration limit;

  /**
   * @param threads must have a thread for each task
   */
  TimedTasks(ExecutorService threads, Duration limit) {
    this.threads = threads;
    this.limit = limit;
  }

  /** Starts a task; its result is empty if it does not finish in time. */
  <T> Future<Optional<T>> start(Supplier<T> task) {
    return CompletableFuture.supplyAsync(() -> Optional.of(task.get()), threads)
        .completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for the result of a task. */
  static <T> T result(Future<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot observe an instance", e.getCause());
    }
  }
}
