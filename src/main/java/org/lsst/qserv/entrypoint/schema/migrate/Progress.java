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
 * How far an upgrade is, as its journal and the server's process list report.
 *
 * @param step how many statements with a record were started
 * @param steps how many statements the run has
 * @param place the script and the statement
 * @param running how long the statement has been running
 * @param elapsed how long the run has taken
 * @param server the server's stage and percentage for the statement
 * @param worker the session that executes the run; empty if there is none
 */
public record Progress(
    String database,
    Version from,
    Version to,
    long step,
    long steps,
    String place,
    String summary,
    Duration running,
    Duration elapsed,
    Optional<String> server,
    Optional<String> worker) {

  private static final String STAGE =
      "SELECT IFNULL(STATE, ''), PROGRESS, STAGE, MAX_STAGE FROM"
          + " information_schema.PROCESSLIST WHERE ID = IS_USED_LOCK(?) AND COMMAND <> 'Sleep'";

  /**
   * Reads how far the unfinished run of a schema is.
   *
   * @param session one that sees uncommitted rows: {@link Sessions#openForWatching}
   * @return empty if no run is unfinished
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
        session.query(STAGE, Progress::stage, lock.scriptLock()).stream()
            .filter(text -> !text.isBlank())
            .findFirst();
    Optional<StepRecord> last = journal.lastRecord(run);
    return Optional.of(
        new Progress(
            database,
            run.from(),
            run.to(),
            journal.countCompleted(run)
                + (last.filter(StepRecord::isInterrupted).isPresent() ? 1 : 0),
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
        + (place.isEmpty() ? "" : " (" + place + ", " + summary + ")")
        + " for "
        + running.toSeconds()
        + " s"
        + server.map(text -> ", " + text).orElse("")
        + ", "
        + elapsed.toSeconds()
        + " s in total";
  }
}
