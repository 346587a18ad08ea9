// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.journal.Journal;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.StepRecordSql;
import org.lsst.qserv.entrypoint.schema.journal.StepState;
import org.lsst.qserv.entrypoint.schema.migrate.ScriptStep.ExecutionKind;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;
import org.lsst.qserv.entrypoint.schema.script.Trait;

/**
 * Executes statements of a script and records them, so that the journal shows their outcome after
 * an interruption at any time.
 *
 * <p>A statement and its record are sent in one packet, which the server executes completely even
 * if the client is killed. A transactional statement and its record commit in one transaction. For
 * any other statement, a record that it has started is written before it and completed after it.
 *
 * <p>Statements that read the outcome of the previous statement, as {@code ROW_COUNT()} does, are
 * executed together with it, without a statement of the journal between them.
 *
 * <p>Inside a transaction of the script, the record of a statement is part of it, and only the
 * server knows whether the transaction is still open: a procedure may have ended it.
 */
final class StepExecutor {
  private static final String UNLOCK = "UNLOCK TABLES";
  private static final String COMMIT = "COMMIT";

  private final ScriptConnection connection;
  private final Journal journal;
  private final MigrationRun run;
  private final StepRecordSql records;
  private final StoredDefinitions definitions;
  private final boolean keepsLastInsertId;
  private final Supplier<Instant> clock;

  /** Whether the open transaction of the script has records. */
  private boolean hasRecords;

  /** Whether the script has executed LOCK TABLES without UNLOCK TABLES. */
  private boolean hasTableLocks;

  /**
   * Creates the executor of one script.
   *
   * @param keepsLastInsertId whether the script uses LAST_INSERT_ID(), so that a resumed upgrade
   *     needs its value
   */
  StepExecutor(
      ScriptConnection connection,
      Journal journal,
      MigrationRun run,
      StepRecordSql records,
      StoredDefinitions definitions,
      boolean keepsLastInsertId,
      Supplier<Instant> clock) {
    this.connection = connection;
    this.journal = journal;
    this.run = run;
    this.records = records;
    this.definitions = definitions;
    this.keepsLastInsertId = keepsLastInsertId;
    this.clock = clock;
  }

  /** Receives the results of statements. */
  interface Listener {
    /** Called after a statement was executed. */
    void executed(ScriptStep step, PacketResult result);
  }

  /**
   * Executes statements of which each but the first reads the outcome of the one before it.
   *
   * @param database the current database of the session, which is the database of unqualified names
   * @throws StepFailedException if a statement fails; the failure is recorded, and the open
   *     transaction is rolled back
   */
  void execute(List<ScriptStep> steps, String database, Listener listener)
      throws StepFailedException {
    definitions.forget();
    StepGroup group = new StepGroup(steps, connection.autocommits());
    for (ScriptStep step : steps) {
      boolean wasOpen = !connection.autocommits();
      try {
        List<String> before = before(group, step, database);
        List<String> after = after(group, step);
        PacketResult result = connection.execute(new StatementPacket(before, text(step), after));
        trackState(step);
        if (group.isLast(step)) {
          completeInTransaction(group);
        }
        listener.executed(step, result);
      } catch (SQLException e) {
        throw failed(group, step, wasOpen, e);
      }
    }
  }

  private List<String> before(StepGroup group, ScriptStep step, String database)
      throws SQLException {
    List<String> before = new ArrayList<>();
    boolean isFirst = group.isFirst(step);
    if (isFirst && group.ownsTransaction()) {
      before.add("START TRANSACTION");
    }
    if (isFirst) {
      group.ahead().forEach(other -> before.add(recordSql(other, StepState.DONE, "")));
      hasRecords |= !group.ownsTransaction() && !group.ahead().isEmpty();
    }
    switch (step.executionKind()) {
      case SESSION -> {}
      case TRANSACTIONAL -> {
        if (!group.ahead().contains(step)) {
          recordStart(group, step, "", before);
        }
      }
      case TRANSACTION_CONTROL -> {
        if (commits(step)) {
          before.add(recordSql(step, StepState.DONE, ""));
          keepLastInsertId(step, before);
        }
      }
      case DEFINITION -> recordStart(group, step, definitions.of(step, database), before);
      case NOT_TRANSACTIONAL -> recordStart(group, step, "", before);
    }
    return before;
  }

  /** Records that a statement starts: in its own packet, or else in the control session. */
  private void recordStart(
      StepGroup group, ScriptStep step, String fingerprints, List<String> before)
      throws SQLException {
    boolean mustUseControlSession =
        !group.isFirst(step) || step.sourced().statement().has(Trait.READS_DIAGNOSTICS);
    if (mustUseControlSession || !connection.autocommits()) {
      journal.write(run, step.record(StepState.RUNNING, fingerprints));
    } else {
      before.add(recordSql(step, StepState.RUNNING, fingerprints));
    }
    group.running().add(step);
  }

  /** Returns whether a statement commits a transaction that has records. */
  private boolean commits(ScriptStep step) {
    return hasRecords
        && connection.isInTransaction()
        && switch (step.sourced().statement().kind()) {
          case BEGIN, COMMIT, LOCK_TABLES -> true;
          case UNLOCK_TABLES -> hasTableLocks;
          case AUTOCOMMIT_ON -> !connection.isAutocommit();
          case DATA, READ, OPAQUE, SESSION, DEFINITION, ROLLBACK, AUTOCOMMIT_OFF, REFUSED -> false;
        };
  }

  private List<String> after(StepGroup group, ScriptStep step) {
    List<String> after = new ArrayList<>();
    if (step.sourced().statement().kind() == StatementKind.LOCK_TABLES) {
      after.add(UNLOCK); // the journal is not among the tables that it locks
    }
    if (!group.isLast(step)) {
      return after;
    }
    if (step.executionKind() != ExecutionKind.TRANSACTION_CONTROL) {
      after.add(StatementPacket.SHOW_WARNINGS);
    }
    group.setCompletesInPacket(group.ownsTransaction() || connection.autocommits());
    boolean isOpen =
        group.completesInPacket()
            || connection.isInTransaction()
            || step.executionKind() == ExecutionKind.TRANSACTIONAL;
    if (isOpen) { // otherwise the record would open a transaction
      group.lastRecorded().ifPresent(recorded -> keepLastInsertId(recorded, after));
    }
    if (group.completesInPacket()) {
      group.running().forEach(other -> after.add(records.complete(other.key(), clock.get())));
    }
    if (group.ownsTransaction()) {
      after.add(COMMIT);
    }
    return after;
  }

  private void keepLastInsertId(ScriptStep step, List<String> statements) {
    if (keepsLastInsertId) {
      statements.add(records.storeLastInsertId(step.key()));
    }
  }

  /** Tables are unlocked immediately, but the script still expects that UNLOCK TABLES commits. */
  private String text(ScriptStep step) {
    boolean unlocks =
        step.sourced().statement().kind() == StatementKind.UNLOCK_TABLES
            && hasTableLocks
            && connection.isInTransaction();
    return unlocks ? COMMIT : step.text();
  }

  private void trackState(ScriptStep step) throws SQLException {
    boolean rolledBack = step.sourced().statement().kind() == StatementKind.ROLLBACK && hasRecords;
    if (rolledBack) {
      journal.write(run, step.record(StepState.DONE, "")); // the other records are gone
    }
    hasRecords = hasRecords && connection.isInTransaction() && !rolledBack;
    hasTableLocks = locksAfter(step.sourced().statement().kind());
  }

  /** Completes the records of a group in a transaction of the script, which it may have ended. */
  private void completeInTransaction(StepGroup group) throws SQLException {
    if (group.completesInPacket()) {
      return;
    }
    for (ScriptStep step : group.running()) {
      if (connection.isInTransaction()) {
        connection.execute(StatementPacket.of(records.complete(step.key(), clock.get())));
        hasRecords = true;
      } else {
        journal.complete(run, step.key());
      }
    }
  }

  /** Updates the tracked lock state for a statement that an earlier session executed. */
  void replayed(StatementKind kind) {
    hasTableLocks = locksAfter(kind);
  }

  private boolean locksAfter(StatementKind kind) {
    return switch (kind) {
      case LOCK_TABLES -> true;
      case UNLOCK_TABLES, BEGIN -> false;
      case DATA,
          READ,
          OPAQUE,
          SESSION,
          DEFINITION,
          COMMIT,
          ROLLBACK,
          AUTOCOMMIT_ON,
          AUTOCOMMIT_OFF,
          REFUSED ->
          hasTableLocks;
    };
  }

  /**
   * Records a statement that is not executed, because it was executed earlier or the user skips it.
   *
   * @param isDefinition whether the statement would commit the open transaction
   */
  void recordWithoutExecuting(ScriptStep step, StepState state, boolean isDefinition)
      throws SQLException {
    if (isDefinition && connection.isInTransaction()) {
      connection.execute(StatementPacket.of(COMMIT));
      hasRecords = false;
    }
    if (connection.isInTransaction()) {
      connection.execute(StatementPacket.of(recordSql(step, state, "")));
      hasRecords = true;
    } else {
      journal.write(run, step.record(state, ""));
    }
  }

  private StepFailedException failed(
      StepGroup group, ScriptStep step, boolean wasOpen, SQLException e) {
    if (SqlFailures.isConnectionLost(e)) {
      return new StepFailedException(step, e); // the server may still be executing it
    }
    try {
      // after an error the driver's state of the transaction is not reliable
      connection.execute(StatementPacket.of("ROLLBACK"));
      hasRecords = false;
      if (!group.ownsTransaction() && !wasOpen) {
        for (ScriptStep other : group.running()) {
          if (!other.key().equals(step.key())) {
            journal.complete(run, other.key()); // it was executed before the one that failed
          }
        }
      }
      record(step, e);
    } catch (SQLException second) {
      e.addSuppressed(second);
    }
    return new StepFailedException(step, e);
  }

  private void record(ScriptStep step, SQLException e) throws SQLException {
    boolean isComplete =
        journal.lastCompleted(run).filter(last -> last.key().equals(step.key())).isPresent();
    if (isComplete || step.executionKind() == ExecutionKind.SESSION) {
      return;
    }
    String error = step.sourced().isSecret() ? "error " + e.getErrorCode() : SqlFailures.reason(e);
    journal.write(
        run,
        step.failed(
            changedNothing(step, e) ? StepState.FAILED : StepState.RUNNING,
            definitions.stored(step.key()),
            error));
  }

  private boolean changedNothing(ScriptStep step, SQLException e) throws SQLException {
    return switch (step.executionKind()) {
      case SESSION, TRANSACTION_CONTROL, TRANSACTIONAL -> true;
      case NOT_TRANSACTIONAL -> PreExecutionErrors.contains(e, step.sourced().statement());
      case DEFINITION -> definitions.areUnchanged(step.key());
    };
  }

  private String recordSql(ScriptStep step, StepState state, String fingerprints) {
    return records.upsert(step.record(state, fingerprints), clock.get());
  }
}
