// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.SqlJournal;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * The progress of an upgrade, as reported by its journal and the process list of the server.
 *
 * @param step the number of recorded statements that were started
 * @param steps the number of statements of the run
 * @param location the script and the number of the last recorded statement; empty if there is none
 * @param running the time since the statement started
 * @param elapsed the time since the run started
 * @param stage the server's stage and percentage of the statement; empty if it executes none
 * @param upgradingSession a description of the session that executes the run; empty if there is
 *     none
 */
public record Progress(
    String database,
    Version from,
    Version to,
    long step,
    long steps,
    String location,
    String summary,
    Duration running,
    Duration elapsed,
    Optional<String> stage,
    Optional<String> upgradingSession) {

  private static final String STAGE =
      "SELECT IFNULL(STATE, ''), PROGRESS, STAGE, MAX_STAGE FROM"
          + " information_schema.PROCESSLIST WHERE ID = IS_USED_LOCK(?) AND COMMAND <> 'Sleep'";

  /**
   * Reads the progress of the unfinished run of a schema.
   *
   * @param session a session that sees uncommitted rows: {@link Sessions#openForWatching}
   * @return the progress; empty if there is no unfinished run
   */
  static Optional<Progress> read(ServerSession session, String database) throws SQLException {
    SqlJournal journal = SqlJournal.forReading(session, database);
    Optional<MigrationRun> unfinished =
        journal.exists() ? journal.unfinishedRun() : Optional.empty();
    if (unfinished.isEmpty()) {
      return Optional.empty();
    }
    MigrationRun run = unfinished.get();
    UpgradeLock lock = new UpgradeLock(session, database);
    Optional<String> stage =
        session.query(STAGE, Progress::stage, lock.scriptLockName()).stream()
            .filter(text -> !text.isBlank())
            .findFirst();
    Optional<StepRecord> last = journal.lastRecord(run);
    return Optional.of(
        new Progress(
            database,
            run.from(),
            run.to(),
            journal.countCompleted(run)
                + (last.filter(StepRecord::isIncomplete).isPresent() ? 1 : 0),
            run.statements(),
            last.map(record -> record.description().location()).orElse(""),
            last.map(record -> record.description().summary()).orElse(""),
            journal.sinceLast(run),
            journal.sinceStart(run),
            stage,
            lock.holder()));
  }

  private static String stage(ResultSet row) throws SQLException {
    String progress =
        row.getDouble(2) > 0
            ? String.format(
                Locale.ROOT,
                ", %.1f %% of stage %d of %d",
                row.getDouble(2),
                row.getInt(3),
                row.getInt(4))
            : "";
    return row.getString(1) + progress;
  }

  @Override
  public String toString() {
    return database
        + " "
        + from
        + " to "
        + to
        + ": statement "
        + step
        + " of "
        + steps
        + (location.isEmpty() ? "" : " (" + location + ", " + summary + ")")
        + " for "
        + running.toSeconds()
        + " s"
        + stage.map(text -> ", " + text).orElse("")
        + ", "
        + elapsed.toSeconds()
        + " s in total";
  }
}
