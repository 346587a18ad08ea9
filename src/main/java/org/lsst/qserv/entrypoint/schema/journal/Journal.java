// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun.VersionRange;

/**
 * The journal of one schema. The control session of an upgrade writes it, except for the records
 * that a script session writes together with its statements: see {@link StepRecordSql}. Not
 * thread-safe. Methods throw an {@link SQLException} if the server refuses a statement or the
 * connection is lost.
 */
public interface Journal {
  /** The database that holds the journals of all schemas of a server. */
  String DATABASE = "qservSchemaJournal";

  /** Returns whether the journal's tables exist and this account can see them. */
  boolean exists() throws SQLException;

  /** Creates the tables that do not exist. */
  void create() throws SQLException;

  /** Returns the run that was started and is neither finished nor abandoned, if there is one. */
  Optional<MigrationRun> unfinishedRun() throws SQLException;

  /**
   * Starts a run, which is then the unfinished one.
   *
   * @param statements the number of statements in all scripts
   */
  MigrationRun start(VersionRange versions, List<String> scripts, long statements)
      throws SQLException;

  /**
   * Records that this process resumes the run, and clears a request to stop it.
   *
   * @param statements the number of statements in all scripts, which may have been corrected
   */
  void resume(MigrationRun run, long statements) throws SQLException;

  /** Records that the backup command has succeeded. */
  void recordBackup(MigrationRun run) throws SQLException;

  /** Ends a run that has not reached its target version. */
  void abandon(MigrationRun run) throws SQLException;

  /** Ends a run that has reached its target version. */
  void finish(MigrationRun run) throws SQLException;

  /**
   * Requests that the unfinished run stops after its running statement, and returns whether there
   * is such a run.
   */
  boolean requestStop() throws SQLException;

  /** Returns whether a stop of the run was requested. */
  boolean isStopRequested(MigrationRun run) throws SQLException;

  /** Returns the record of the last completed statement. All statements before it are completed. */
  Optional<StepRecord> lastCompleted(MigrationRun run) throws SQLException;

  /** Returns the records after a key whose statements were started and not completed. */
  List<StepRecord> runningAfter(MigrationRun run, StepKey key) throws SQLException;

  /**
   * Returns the recorded values of {@code LAST_INSERT_ID()} after the completed statements of a
   * script, by statement number.
   */
  Map<Integer, String> lastInsertIds(MigrationRun run, int script) throws SQLException;

  /** Returns the last record of a statement that failed. */
  Optional<StepRecord> lastFailed(MigrationRun run) throws SQLException;

  /** Returns the last record in order of execution, in any state. */
  Optional<StepRecord> lastRecord(MigrationRun run) throws SQLException;

  /** Returns the number of completed statements. */
  long countCompleted(MigrationRun run) throws SQLException;

  /** Returns at most {@code limit} records after a key, in order of execution. */
  List<StepRecord> recordsAfter(MigrationRun run, StepKey key, int limit) throws SQLException;

  /** Writes a record, which replaces an earlier record of the same statement. */
  void write(MigrationRun run, StepRecord record) throws SQLException;

  /** Sets the state of the record of a running statement to {@link StepState#DONE}. */
  void complete(MigrationRun run, StepKey key) throws SQLException;
}
