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

/** What servers say of schemas. */
final class SchemaAnswers {
  /** For all together: a page must not wait for one who is silent. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<SchemaQuestion, Schema> answers;

  private SchemaAnswers(Map<SchemaQuestion, Schema> answers) {
    this.answers = Map.copyOf(answers);
  }

  /**
   * Asks all at the same time, each question once.
   *
   * @throws InterruptedException if the answers are no longer wanted
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
    // never closed: that would be to wait for who is silent. Not virtual threads: while the system
    // looks up a name, one holds what the others run on
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    List<Future<Schema>> said =
        threads.invokeAll(calls, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    for (int i = 0; i < open.size(); i++) {
      SchemaQuestion question = open.get(i);
      Future<Schema> future = said.get(i);
      answers.put(question, future.isCancelled() ? question.silence(PATIENCE) : future.resultNow());
    }
  }

  /** The answers to some of the questions, in their order. */
  List<Schema> of(List<SchemaQuestion> questions) {
    return questions.stream().map(question -> requireNonNull(answers.get(question))).toList();
  }
}
