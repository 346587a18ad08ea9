// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.journal.Journal;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;

/**
 * The position of a run in its scripts.
 *
 * @param lastCompleted the record of the last complete statement; empty if there is none
 * @param running the records of later statements that were started and not completed
 */
record RunPosition(Optional<StepRecord> lastCompleted, List<StepRecord> running) {
  /** The position of a run that has not started. */
  static final RunPosition START = new RunPosition(Optional.empty(), List.of());

  private static final StepKey BEFORE_ALL = new StepKey(-1, 0);

  RunPosition {
    running = List.copyOf(running);
  }

  /**
   * Reads the position from the journal. A running record before the last complete one belongs to a
   * transaction that was rolled back.
   */
  static RunPosition of(Journal journal, MigrationRun run) throws SQLException {
    Optional<StepRecord> completed = journal.lastCompleted(run);
    StepKey key = completed.map(StepRecord::key).orElse(BEFORE_ALL);
    return new RunPosition(completed, journal.runningAfter(run, key));
  }

  /** Returns the key of the last complete statement, or a key before all statements. */
  StepKey completed() {
    return lastCompleted.map(StepRecord::key).orElse(BEFORE_ALL);
  }

  /** Returns whether a statement is complete. */
  boolean includes(StepKey key) {
    return key.compareTo(completed()) <= 0;
  }

  /** Returns the record of a statement that was started but not completed. */
  Optional<StepRecord> running(StepKey key) {
    return running.stream().filter(record -> record.key().equals(key)).findFirst();
  }

  /** Returns whether nothing of the run was executed. */
  boolean isStart() {
    return lastCompleted.isEmpty() && running.isEmpty();
  }
}
