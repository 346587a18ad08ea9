// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.journal.Journal;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;

/**
 * Checks that the scripts still contain the statements that an interrupted run has executed.
 * Statements that failed or were not executed may change.
 */
final class CompletedStatements implements ScriptChecks.Visitor {
  private static final int BATCH_SIZE = 1000;

  private final String target;
  private final Journal journal;
  private final MigrationRun run;
  private final RunPosition position;
  private final Resumption resumption;
  private final LostSessionState lost = new LostSessionState();
  private final Deque<StepRecord> records = new ArrayDeque<>();
  private final Set<StepKey> seen = new HashSet<>();
  private StepKey read = new StepKey(-1, 0);
  private StatementChecksum checksum = new StatementChecksum();
  private int script = -1;

  /**
   * Creates the check of a run.
   *
   * @param resumption decides whether the upgrade may continue without values that the session has
   *     lost
   */
  CompletedStatements(
      String target,
      Journal journal,
      MigrationRun run,
      RunPosition position,
      Resumption resumption) {
    this.target = target;
    this.journal = journal;
    this.run = run;
    this.position = position;
    this.resumption = resumption;
  }

  @Override
  public void visit(StepKey key, SourcedStatement statement) throws SQLException {
    if (key.script() != script) {
      script = key.script();
      checksum = new StatementChecksum();
    }
    checksum.add(statement.statement());
    boolean isIncomplete = script == position.completed().script();
    if (!position.includes(key)) {
      Optional<StepRecord> running =
          position.running(key).filter(CompletedStatements::mustBeUnchanged);
      if (running.isPresent()) {
        seen.add(key);
        requireSame(statement, running.get());
      }
      if (isIncomplete) {
        lost.usedBy(statement.statement()).ifPresent(resumption::requireChoiceForLostValues);
      }
      return;
    }
    if (isIncomplete) {
      lost.completed(statement, key.equals(position.completed()));
    }
    Optional<StepRecord> record = nextUpTo(key);
    if (record.isPresent()) {
      if (!record.get().key().equals(key)) {
        throw changed(statement.description().location(), record.get());
      }
      requireSame(statement, record.get());
      records.remove();
    }
  }

  private void requireSame(SourcedStatement statement, StepRecord record) {
    if (!record.checksum().equals(checksum.value())) {
      throw changed(statement.description().location(), record);
    }
  }

  /** Without definitions to compare, it is not known whether the statement was executed. */
  private static boolean mustBeUnchanged(StepRecord record) {
    return record.fingerprints().isEmpty();
  }

  @Override
  public void finished() throws SQLException {
    Optional<StepRecord> missing = nextUpTo(position.completed());
    if (missing.isPresent()) {
      throw changed("the end of a script", missing.get());
    }
    for (StepRecord running : position.running()) {
      if (mustBeUnchanged(running) && !seen.contains(running.key())) {
        throw changed("the end of a script", running);
      }
    }
  }

  /** Returns the next record of a complete statement, unless it is after {@code key}. */
  private Optional<StepRecord> nextUpTo(StepKey key) throws SQLException {
    boolean isEnd = false;
    while (records.isEmpty() && !isEnd) {
      List<StepRecord> more = journal.recordsAfter(run, read, BATCH_SIZE);
      isEnd = more.isEmpty();
      for (StepRecord record : more) {
        read = record.key();
        if (record.state().isComplete()) {
          records.add(record);
        }
      }
    }
    return Optional.ofNullable(records.peek()).filter(next -> next.key().compareTo(key) <= 0);
  }

  private Failure changed(String location, StepRecord record) {
    return new Failure(
        ExitCode.BAD_DATA,
        target
            + ": "
            + location
            + " has changed since it was executed; the journal has "
            + record.description().location()
            + " ("
            + record.description().summary()
            + ")",
        "restore the statements that were executed (and the same schema.variables);"
            + " statements that failed or were not executed yet may be corrected");
  }
}
