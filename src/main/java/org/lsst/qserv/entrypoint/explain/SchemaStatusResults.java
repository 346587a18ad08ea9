// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;

/** The results of queries for the versions of schemas. */
final class SchemaStatusResults {
  /**
   * The timeout for all queries together: one unresponsive server must not delay the command. On a
   * busy machine, the driver alone can take more than a second to start.
   */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Map<SchemaStatusQuery, Schema> results;

  private SchemaStatusResults(Map<SchemaStatusQuery, Schema> results) {
    this.results = Map.copyOf(results);
  }

  /**
   * Runs all distinct queries concurrently.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  static SchemaStatusResults query(List<SchemaStatusQuery> queries) throws InterruptedException {
    Map<SchemaStatusQuery, Schema> results = new HashMap<>();
    queries.forEach(query -> query.knownResult().ifPresent(result -> results.put(query, result)));
    List<SchemaStatusQuery> open =
        queries.stream().distinct().filter(query -> !results.containsKey(query)).toList();
    if (!open.isEmpty()) {
      run(open, results);
    }
    return new SchemaStatusResults(results);
  }

  private static void run(List<SchemaStatusQuery> open, Map<SchemaStatusQuery, Schema> results)
      throws InterruptedException {
    List<Callable<Schema>> calls =
        open.stream().<Callable<Schema>>map(query -> query::run).toList();
    // Never closed, because that would wait for unresponsive servers. No virtual threads: one that
    // resolves a host name blocks its carrier thread.
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    List<Future<Schema>> futures =
        threads.invokeAll(calls, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    for (int i = 0; i < open.size(); i++) {
      SchemaStatusQuery query = open.get(i);
      Future<Schema> future = futures.get(i);
      results.put(query, future.isCancelled() ? query.timedOut(TIMEOUT) : future.resultNow());
    }
  }

  /** Returns the results of some of the queries, in the same order. */
  List<Schema> of(List<SchemaStatusQuery> queries) {
    return queries.stream().map(query -> requireNonNull(results.get(query))).toList();
  }
}
