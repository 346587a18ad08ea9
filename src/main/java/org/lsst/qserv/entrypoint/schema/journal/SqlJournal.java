// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun.VersionRange;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Reads and writes the journal in the tables of {@link JournalTables}. */
public final class SqlJournal implements Journal {
  private static final String RUNS =
      "SELECT id, from_version, to_version, scripts, statements, stop_requested, backed_up,"
          + " started, owner FROM "
          + JournalTables.RUN
          + " WHERE schema_database = ? AND state = ";

  private static final String STEPS =
      "SELECT script, statement, line, state, checksum, script_name, summary, fingerprints,"
          + " last_insert_id, error FROM "
          + JournalTables.STEP
          + " WHERE run = ?";

  private static final String IN_ORDER = " ORDER BY script, statement";
  private static final String IN_ORDER_REVERSED = " ORDER BY script DESC, statement DESC";

  /** Error codes for duplicate key, deadlock and lock wait timeout. */
  private static final Set<Integer> COLLISIONS = Set.of(1062, 1213, 1205);

  private static final int START_ATTEMPTS = 5;

  private final ServerSession session;
  private final String database;
  private final String owner;
  private final Supplier<Instant> clock;

  /**
   * Creates the journal of a schema.
   *
   * @param owner the host and process that write it
   */
  public SqlJournal(ServerSession session, String database, String owner, Supplier<Instant> clock) {
    this.session = session;
    this.database = database;
    this.owner = owner;
    this.clock = clock;
  }

  /** Returns the journal of a schema, which must not be written. */
  public static SqlJournal forReading(ServerSession session, String database) {
    return new SqlJournal(session, database, "", () -> Instant.EPOCH);
  }

  @Override
  public boolean exists() throws SQLException {
    return session
        .string(
            "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
            DATABASE,
            "migration_run")
        .isPresent();
  }

  @Override
  public void create() throws SQLException {
    for (String definition : JournalTables.DEFINITIONS) {
      session.update(definition);
    }
  }

  @Override
  public Optional<MigrationRun> unfinishedRun() throws SQLException {
    return session.query(RUNS + "'running' ORDER BY id LIMIT 1", SqlJournal::run, database).stream()
        .findFirst();
  }

  private static MigrationRun run(ResultSet row) throws SQLException {
    return new MigrationRun(
        row.getInt(1),
        new VersionRange(new Version(row.getInt(2)), new Version(row.getInt(3))),
        row.getString(4).lines().toList(),
        row.getLong(5),
        row.getBoolean(6),
        row.getBoolean(7),
        row.getObject(8, LocalDateTime.class).toInstant(ZoneOffset.UTC),
        row.getString(9));
  }

  @Override
  public MigrationRun start(VersionRange versions, List<String> scripts, long statements)
      throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        insert(versions, scripts, statements);
        return unfinishedRun().orElseThrow();
      } catch (SQLException e) {
        // an upgrade of another schema on this server may have taken the number at the same time
        if (attempt == START_ATTEMPTS || !COLLISIONS.contains(e.getErrorCode())) {
          throw e;
        }
      }
    }
  }

  private void insert(VersionRange versions, List<String> scripts, long statements)
      throws SQLException {
    session.update(
        "INSERT INTO "
            + JournalTables.RUN
            + " (id, schema_database, from_version, to_version, scripts, statements, state,"
            + " started, owner) SELECT IFNULL(MAX(id), 0) + 1, ?, ?, ?, ?, ?, 'running',"
            + " UTC_TIMESTAMP(3), ? FROM "
            + JournalTables.RUN,
        database,
        versions.from().number(),
        versions.to().number(),
        String.join("\n", scripts),
        statements,
        owner);
  }

  @Override
  public void resume(MigrationRun run, long statements) throws SQLException {
    session.update(
        "UPDATE "
            + JournalTables.RUN
            + " SET stop_requested = FALSE, owner = ?, statements = ? WHERE id = ?",
        owner,
        statements,
        run.id());
  }

  @Override
  public void recordBackup(MigrationRun run) throws SQLException {
    session.update("UPDATE " + JournalTables.RUN + " SET backed_up = TRUE WHERE id = ?", run.id());
  }

  @Override
  public void abandon(MigrationRun run) throws SQLException {
    end(run, "abandoned");
  }

  @Override
  public void finish(MigrationRun run) throws SQLException {
    end(run, "done");
  }

  private void end(MigrationRun run, String state) throws SQLException {
    session.update(
        "UPDATE " + JournalTables.RUN + " SET state = ?, finished = UTC_TIMESTAMP(3) WHERE id = ?",
        state,
        run.id());
  }

  @Override
  public boolean requestStop() throws SQLException {
    return session.update(
            "UPDATE "
                + JournalTables.RUN
                + " SET stop_requested = TRUE WHERE schema_database = ? AND state = 'running'",
            database)
        > 0;
  }

  @Override
  public boolean isStopRequested(MigrationRun run) throws SQLException {
    return session
        .query(
            "SELECT stop_requested FROM " + JournalTables.RUN + " WHERE id = ?",
            row -> row.getBoolean(1),
            run.id())
        .contains(true);
  }

  @Override
  public Optional<StepRecord> lastCompleted(MigrationRun run) throws SQLException {
    return first(run, " AND state IN (1, 3)" + IN_ORDER_REVERSED);
  }

  @Override
  public Optional<StepRecord> lastRecord(MigrationRun run) throws SQLException {
    return first(run, IN_ORDER_REVERSED);
  }

  /** Returns the time since the last statement of the run was recorded. */
  public Duration sinceLast(MigrationRun run) throws SQLException {
    return since(
        "SELECT ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000) - MAX(started) FROM "
            + JournalTables.STEP
            + " WHERE run = ?",
        run);
  }

  /** Returns the time since the run was started. */
  public Duration sinceStart(MigrationRun run) throws SQLException {
    return since(
        "SELECT TIMESTAMPDIFF(MICROSECOND, started, UTC_TIMESTAMP(3)) DIV 1000 FROM "
            + JournalTables.RUN
            + " WHERE id = ?",
        run);
  }

  private Duration since(String sql, MigrationRun run) throws SQLException {
    return Duration.ofMillis(
        session.query(sql, row -> Math.max(0, row.getLong(1)), run.id()).getFirst());
  }

  @Override
  public List<StepRecord> runningAfter(MigrationRun run, StepKey key) throws SQLException {
    return session.query(
        STEPS + " AND state = 0 AND (script, statement) > (?, ?)" + IN_ORDER,
        SqlJournal::step,
        run.id(),
        key.script(),
        key.statement());
  }

  @Override
  public Map<Integer, String> lastInsertIds(MigrationRun run, int script) throws SQLException {
    return session
        .query(
            "SELECT statement, last_insert_id FROM "
                + JournalTables.STEP
                + " WHERE run = ? AND script = ? AND state IN (1, 3) AND last_insert_id IS NOT NULL",
            row -> Map.entry(row.getInt(1), row.getString(2)),
            run.id(),
            script)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public Optional<StepRecord> lastFailed(MigrationRun run) throws SQLException {
    return first(run, " AND state IN (0, 2) AND error IS NOT NULL" + IN_ORDER_REVERSED);
  }

  private Optional<StepRecord> first(MigrationRun run, String which) throws SQLException {
    return session.query(STEPS + which + " LIMIT 1", SqlJournal::step, run.id()).stream()
        .findFirst();
  }

  @Override
  public long countCompleted(MigrationRun run) throws SQLException {
    return session
        .string(
            "SELECT COUNT(*) FROM " + JournalTables.STEP + " WHERE run = ? AND state IN (1, 3)",
            run.id())
        .map(Long::parseLong)
        .orElse(0L);
  }

  @Override
  public List<StepRecord> recordsAfter(MigrationRun run, StepKey key, int limit)
      throws SQLException {
    return session.query(
        STEPS + " AND (script, statement) > (?, ?)" + IN_ORDER + " LIMIT ?",
        SqlJournal::step,
        run.id(),
        key.script(),
        key.statement(),
        limit);
  }

  private static StepRecord step(ResultSet row) throws SQLException {
    return new StepRecord(
        new StepKey(row.getInt(1), row.getInt(2)),
        new StepDescription(string(row, 6), row.getInt(2), row.getInt(3), string(row, 7)),
        StepState.of(row.getInt(4)),
        HexFormat.of().formatHex(row.getBytes(5)),
        string(row, 8),
        Optional.ofNullable(row.getString(9)),
        Optional.ofNullable(row.getBytes(10)).map(SqlJournal::string));
  }

  private static String string(ResultSet row, int column) throws SQLException {
    return string(row.getBytes(column));
  }

  private static String string(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void write(MigrationRun run, StepRecord record) throws SQLException {
    session.update(new StepRecordSql(run, owner).upsert(record, clock.get()));
  }

  @Override
  public void complete(MigrationRun run, StepKey key) throws SQLException {
    session.update(new StepRecordSql(run, owner).complete(key, clock.get()));
  }
}
