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

/** The answers of servers to questions about schemas. */
final class SchemaAnswers {
  /** The timeout for all answers together: one unresponsive server must not delay the command. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Map<SchemaQuestion, Schema> answers;

  private SchemaAnswers(Map<SchemaQuestion, Schema> answers) {
    this.answers = Map.copyOf(answers);
  }

  /**
   * Asks all distinct questions concurrently.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  static SchemaAnswers to(List<SchemaQuestion> questions) throws InterruptedException {
    Map<SchemaQuestion, Schema> answers = new HashMap<>();
    questions.forEach(
        question -> question.knownAnswer().ifPresent(answer -> answers.put(question, answer)));
    List<SchemaQuestion> open =
        questions.stream().distinct().filter(question -> !answers.containsKey(question)).toList();
    if (!open.isEmpty()) {
      ask(open, answers);
    }
    return new SchemaAnswers(answers);
  }

  private static void ask(List<SchemaQuestion> open, Map<SchemaQuestion, Schema> answers)
      throws InterruptedException {
    List<Callable<Schema>> calls =
        open.stream().<Callable<Schema>>map(question -> question::ask).toList();
    // Never closed, because that would wait for unresponsive servers. No virtual threads: one that
    // resolves a host name blocks its carrier thread.
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    List<Future<Schema>> results =
        threads.invokeAll(calls, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    for (int i = 0; i < open.size(); i++) {
      SchemaQuestion question = open.get(i);
      Future<Schema> future = results.get(i);
      answers.put(question, future.isCancelled() ? question.timedOut(TIMEOUT) : future.resultNow());
    }
  }

  /** Returns the answers to some of the questions, in the same order. */
  List<Schema> of(List<SchemaQuestion> questions) {
    return questions.stream().map(question -> requireNonNull(answers.get(question))).toList();
  }
}
