// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun.VersionRange;

/**
 * The journal of one schema. It is written by the control session of an upgrade, except for the
 * records that a script session writes together with its statements: see {@link StepStatements}.
 */
public interface Journal {
  /** The database that holds the journals of all schemas of a server. */
  String DATABASE = "qservSchemaJournal";

  /** Returns whether the journal's tables exist and this account can see them. */
  boolean exists() throws SQLException;

  /** Creates the tables that do not exist. */
  void create() throws SQLException;

  /** Returns the run that was started and is neither finished nor abandoned. */
  Optional<MigrationRun> unfinished() throws SQLException;

  /** Starts a run. */
  MigrationRun start(VersionRange versions, List<String> scripts, long statements)
      throws SQLException;

  /** Notes that this process resumes the run, and forgets a request to stop it. */
  void resume(MigrationRun run, long statements) throws SQLException;

  /** Notes that the backup command has succeeded. */
  void backedUp(MigrationRun run) throws SQLException;

  /** Ends a run without having reached its version. */
  void abandon(MigrationRun run) throws SQLException;

  /** Ends a run that has reached its version. */
  void finish(MigrationRun run) throws SQLException;

  /**
   * Asks for an end of the unfinished run after its running statement; returns whether there is
   * one.
   */
  boolean requestStop() throws SQLException;

  /** Returns whether an end was asked for. */
  boolean isStopRequested(MigrationRun run) throws SQLException;

  /** Returns the record of the last complete statement: all statements up to it are complete. */
  Optional<StepRecord> lastCompleted(MigrationRun run) throws SQLException;

  /** Returns the records of statements after a place that were started and not completed. */
  List<StepRecord> runningAfter(MigrationRun run, StepKey key) throws SQLException;

  /**
   * Returns what LAST_INSERT_ID() returned after the complete statements of a script, by their
   * numbers, as far as it was recorded.
   */
  Map<Integer, String> lastInsertIds(MigrationRun run, int script) throws SQLException;

  /** Returns the last record with an error. */
  Optional<StepRecord> lastFailed(MigrationRun run) throws SQLException;

  /** Returns the record that was written last, complete or not. */
  Optional<StepRecord> last(MigrationRun run) throws SQLException;

  /** Returns how many statements are complete. */
  long completed(MigrationRun run) throws SQLException;

  /** Returns records in order of execution: those after a place, at most so many. */
  List<StepRecord> after(MigrationRun run, StepKey key, int limit) throws SQLException;

  /** Writes a record, instead of an earlier one of the same statement. */
  void write(MigrationRun run, StepRecord record) throws SQLException;

  /** Marks the record of a running statement as done. */
  void complete(MigrationRun run, StepKey key) throws SQLException;
}
