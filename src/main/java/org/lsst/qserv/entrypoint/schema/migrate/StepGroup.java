// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.migrate.ScriptStep.ExecutionKind;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;

/**
 * Statements that are executed together, because each but the first reads the outcome of the one
 * before it. Between them the journal must not execute anything in their session.
 */
final class StepGroup {
  private final List<ScriptStep> steps;

  /** Whether the executor opens and commits a transaction around the group. */
  private final boolean ownsTransaction;

  /** Statements whose record is written before the first statement. */
  private final List<ScriptStep> ahead = new ArrayList<>();

  /** Statements whose record must be completed after the group. */
  private final List<ScriptStep> running = new ArrayList<>();

  /** Whether the last packet completes the records of {@link #running}. */
  private boolean completesInPacket;

  StepGroup(List<ScriptStep> steps, boolean autocommits) {
    this.steps = steps;
    List<ScriptStep> transactional = new ArrayList<>();
    for (ScriptStep step : steps) {
      if (step.executionKind() == ExecutionKind.TRANSACTIONAL) {
        transactional.add(step);
      } else if (step.executionKind() != ExecutionKind.SESSION) {
        break; // it commits or cannot be rolled back, so its record must not be written ahead
      }
    }
    ScriptStep first = steps.getFirst();
    boolean startsWithData =
        first.executionKind() == ExecutionKind.TRANSACTIONAL
            || (first.executionKind() == ExecutionKind.SESSION
                && first.sourced().statement().kind() == StatementKind.READ);
    ownsTransaction = autocommits && startsWithData && !transactional.isEmpty();
    if (ownsTransaction || !autocommits) {
      ahead.addAll(transactional);
    }
  }

  boolean isFirst(ScriptStep step) {
    return step.key().equals(steps.getFirst().key());
  }

  boolean isLast(ScriptStep step) {
    return step.key().equals(steps.getLast().key());
  }

  /** Returns whether the executor opens and commits a transaction around the group. */
  boolean ownsTransaction() {
    return ownsTransaction;
  }

  /** Returns the statements whose record is written before the first statement. */
  List<ScriptStep> ahead() {
    return ahead;
  }

  /** Returns the statements whose record must be completed after the group. */
  List<ScriptStep> running() {
    return running;
  }

  /** Returns whether the last packet completes the records of {@link #running}. */
  boolean completesInPacket() {
    return completesInPacket;
  }

  /** Sets whether the last packet completes the records; called before that packet is sent. */
  void setCompletesInPacket(boolean inPacket) {
    completesInPacket = inPacket;
  }

  /** Returns the last statement of the group that has a record. */
  Optional<ScriptStep> lastRecorded() {
    return steps.stream()
        .filter(step -> ahead.contains(step) || running.contains(step))
        .reduce((_, later) -> later);
  }
}
