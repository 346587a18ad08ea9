package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * What has run on a server: paths, and the steps of each. It has a database of its own, because a
 * table in a module's database would make an empty one look like version 0.
 *
 * <p>Nothing in it is secret: statements are there in a few words, scripts by their checksum as
 * written.
 */
public final class Journal {
  /** The journal's database. */
  public static final String DATABASE = "qservSchemaJournal";

  private static final String PATHS =
      "SELECT id, from_version, to_version, scripts, steps, begun, by_whom, stop_wanted FROM "
          + DATABASE
          + ".path WHERE schema_database = ? AND state = ";

  /** How far a step is. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    SKIPPED;

    boolean isOver() {
      return this == DONE || this == SKIPPED;
    }
  }

  /** A path that was begun. */
  public record Path(
      long id,
      Version from,
      Version to,
      List<String> scripts,
      int steps,
      Instant begun,
      String byWhom,
      boolean stopWanted) {}

  /** A step that was begun. */
  public record Row(
      int step,
      String script,
      String checksum,
      int statements,
      String kind,
      String summary,
      State state,
      String fingerprints,
      Instant begun,
      Optional<String> error) {}

  private final Session session;
  private final String database;
  private final String byWhom;

  /**
   * The journal of one schema.
   *
   * @param byWhom host and process of who writes it
   */
  Journal(Session session, String database, String byWhom) {
    this.session = session;
    this.database = database;
    this.byWhom = byWhom;
  }

  /** Makes its tables, unless they are there. */
  public void create() throws SQLException {
    for (String sql : JournalTables.DEFINITIONS) {
      session.update(sql);
    }
  }

  /** Whether its tables can be seen. */
  public boolean exists() throws SQLException {
    return session
        .text(
            "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = 'path'",
            DATABASE)
        .isPresent();
  }

  /** The path that was begun and not ended. */
  public Optional<Path> unfinished() throws SQLException {
    return paths("'running' ORDER BY id LIMIT 1").stream().findFirst();
  }

  /** The path that ended last. */
  public Optional<Path> last() throws SQLException {
    return paths("'done' ORDER BY id DESC LIMIT 1").stream().findFirst();
  }

  private List<Path> paths(String which) throws SQLException {
    return session.query(
        PATHS + which,
        row ->
            new Path(
                row.getLong(1),
                new Version(row.getInt(2)),
                new Version(row.getInt(3)),
                row.getString(4).lines().toList(),
                row.getInt(5),
                row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString(7),
                row.getBoolean(8)),
        database);
  }

  /** Begins a path. */
  public Path begin(Version from, Version to, List<Script> scripts, int steps) throws SQLException {
    session.update(
        "INSERT INTO "
            + DATABASE
            + ".path (schema_database, from_version, to_version, scripts, steps, state, begun,"
            + " by_whom) VALUES (?, ?, ?, ?, ?, 'running', UTC_TIMESTAMP(3), ?)",
        database,
        from.number(),
        to.number(),
        String.join("\n", scripts.stream().map(Script::name).toList()),
        steps,
        byWhom);
    return unfinished().orElseThrow();
  }

  /** The steps of a path that were begun. */
  public Map<Integer, Row> rows(Path path) throws SQLException {
    Map<Integer, Row> rows = new LinkedHashMap<>();
    session
        .query(
            "SELECT step, script, checksum, statements, kind, summary, state, fingerprints, begun,"
                + " error FROM "
                + DATABASE
                + ".step WHERE path = ? ORDER BY step",
            row ->
                new Row(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getString(5),
                    row.getString(6),
                    State.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                    row.getString(8),
                    row.getObject(9, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                    Optional.ofNullable(row.getString(10))),
            path.id())
        .forEach(row -> rows.put(row.step(), row));
    return rows;
  }

  /**
   * Writes that a step runs, if the lock is still ours.
   *
   * @param steps how many steps its script has
   * @return whether the lock is ours
   */
  public boolean running(Path path, UpgradeStep step, int steps, String fingerprints, String lock)
      throws SQLException {
    return session.update(
            "REPLACE INTO "
                + DATABASE
                + ".step (path, step, script, checksum, statement, statements, kind, summary,"
                + " state, fingerprints, begun, by_whom) SELECT ?, ?, ?, ?, ?, ?, ?, ?, 'running',"
                + " ?, UTC_TIMESTAMP(3), ? FROM DUAL WHERE IS_USED_LOCK(?) = CONNECTION_ID()",
            path.id(),
            step.index(),
            step.script().name(),
            step.script().checksum(),
            step.number(),
            steps,
            step.kind().name(),
            cut(step.summary()),
            fingerprints,
            byWhom,
            lock)
        > 0;
  }

  /** Writes that a step has ended well. */
  public void done(Path path, UpgradeStep step, long changed) throws SQLException {
    end(path, step, State.DONE, changed, null);
  }

  /** Writes that a person took a step for done. */
  public void skipped(Path path, UpgradeStep step) throws SQLException {
    end(path, step, State.SKIPPED, null, null);
  }

  /** Writes the error of a step, whose row stays as it is otherwise. */
  public void error(Path path, UpgradeStep step, State state, String error) throws SQLException {
    end(path, step, state, null, cut(error));
  }

  private void end(
      Path path, UpgradeStep step, State state, @Nullable Long changed, @Nullable String error)
      throws SQLException {
    session.update(
        "UPDATE "
            + DATABASE
            + ".step SET state = ?, ended = UTC_TIMESTAMP(3), row_count = ?, error = ?"
            + " WHERE path = ? AND step = ?",
        state.name().toLowerCase(Locale.ROOT),
        changed,
        error,
        path.id(),
        step.index());
  }

  /** Ends a path; the version is set in the same transaction. */
  public void end(Path path) throws SQLException {
    session.update(
        "UPDATE " + DATABASE + ".path SET state = 'done', ended = UTC_TIMESTAMP(3) WHERE id = ?",
        path.id());
  }

  /** Asks whoever works on the schema to end after the running statement. */
  public boolean wantStop() throws SQLException {
    return session.update(
            "UPDATE "
                + DATABASE
                + ".path SET stop_wanted = TRUE WHERE schema_database = ? AND state = 'running'",
            database)
        > 0;
  }

  /** Forgets a wish to stop: somebody goes on. */
  public void forgetStop(Path path) throws SQLException {
    session.update("UPDATE " + DATABASE + ".path SET stop_wanted = FALSE WHERE id = ?", path.id());
  }

  /** Whether somebody asked for an end. */
  public boolean isStopWanted(Path path) throws SQLException {
    return session
        .query(
            "SELECT stop_wanted FROM " + DATABASE + ".path WHERE id = ?",
            row -> row.getBoolean(1),
            path.id())
        .contains(true);
  }

  private static String cut(String text) {
    return text.length() <= 1000 ? text : text.substring(0, 1000) + "…";
  }
}
