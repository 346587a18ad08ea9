package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * How far an upgrade is, as its journal and the server's list of processes say.
 *
 * @param step the running step, from 1; 0 before the first
 * @param place the step's script and statement
 * @param running how long the step has been running
 * @param server what the server says of the statement: its stage and how much of it is done
 * @param worker who works on it; empty if nobody does
 */
public record Progress(
    String database,
    Version from,
    Version to,
    int step,
    int steps,
    String place,
    String summary,
    Duration running,
    Duration elapsed,
    Optional<String> server,
    Optional<String> worker) {

  private static final String NOW =
      "SELECT s.step + 1, CONCAT(s.script, ', statement ', s.statement), s.summary,"
          + " TIMESTAMPDIFF(MICROSECOND, s.begun, UTC_TIMESTAMP(3)) DIV 1000,"
          + " TIMESTAMPDIFF(MICROSECOND, p.begun, UTC_TIMESTAMP(3)) DIV 1000"
          + " FROM "
          + Journal.DATABASE
          + ".path p LEFT JOIN "
          + Journal.DATABASE
          + ".step s ON s.path = p.id WHERE p.id = ? ORDER BY s.step DESC LIMIT 1";

  private static final String STAGE =
      "SELECT IFNULL(STATE, ''), PROGRESS, STAGE, MAX_STAGE FROM"
          + " information_schema.PROCESSLIST WHERE ID = IS_USED_LOCK(?) AND COMMAND <> 'Sleep'";

  /**
   * Looks.
   *
   * @param session one that sees what is not committed yet: {@link #look}
   * @return empty if no upgrade is unfinished
   */
  static Optional<Progress> read(Session session, String database) throws SQLException {
    Journal journal = new Journal(session, database, "");
    Optional<Journal.Path> unfinished = journal.exists() ? journal.unfinished() : Optional.empty();
    if (unfinished.isEmpty()) {
      return Optional.empty();
    }
    Journal.Path path = unfinished.get();
    UpgradeLock lock = new UpgradeLock(session, database);
    Optional<String> stage =
        session
            .query(
                STAGE,
                row ->
                    row.getString(1)
                        + (row.getDouble(2) > 0
                            ? ", %.1f %% of stage %d of %d"
                                .formatted(row.getDouble(2), row.getInt(3), row.getInt(4))
                            : ""),
                lock.name())
            .stream()
            .filter(text -> !text.isBlank())
            .findFirst();
    Optional<String> worker = lock.holder();
    return session
        .query(
            NOW,
            row ->
                new Progress(
                    database,
                    path.from(),
                    path.to(),
                    row.getInt(1),
                    path.steps(),
                    Optional.ofNullable(row.getString(2)).orElse(""),
                    Optional.ofNullable(row.getString(3)).orElse(""),
                    Duration.ofMillis(row.getLong(4)),
                    Duration.ofMillis(row.getLong(5)),
                    stage,
                    worker),
            path.id())
        .stream()
        .findFirst();
  }

  /** A session for looking: it sees rows that are not committed, and never waits for them. */
  static Session look(SchemaTarget target) throws SQLException {
    Session session = Session.open(target.url());
    session.update("SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED");
    return session;
  }

  @Override
  public String toString() {
    return database
        + " "
        + from
        + " to "
        + to
        + ": step "
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
        + " s in all";
  }
}
