// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.SqlJournal;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * The status of a schema, for display.
 *
 * @param server the server of the schema: host and port, or a socket
 * @param version the version in its version table
 * @param newest the newest version that the scripts lead to
 * @param unfinished a description of the upgrade that was started and is not finished; empty if
 *     there is none
 * @param upgradingSession a description of the session that executes an upgrade; empty if there is
 *     none
 * @param journalReadable whether the account can read the journal; if not, an unfinished upgrade is
 *     not detected
 */
public record SchemaStatus(
    String module,
    String database,
    String server,
    Version version,
    Version newest,
    Optional<String> unfinished,
    Optional<String> upgradingSession,
    boolean journalReadable) {

  /** How the version of a schema compares with its scripts. */
  public enum State {
    CURRENT,
    OUTDATED,
    NEWER,
    UNINITIALIZED,
    UNFINISHED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads the status without changing anything.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 69 if the server is
   *     unreachable, 77 if access is denied
   */
  public static SchemaStatus read(SchemaTarget target) {
    try (ServerSession session = Sessions.open(target.url())) {
      return read(session, target);
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "reading the state of " + target.database());
    }
  }

  /**
   * Reads the status within a time limit, without changing anything.
   *
   * @param timeout the limit for connecting and for each response of the server
   */
  public static SchemaStatus read(SchemaTarget target, Duration timeout) throws SQLException {
    try (ServerSession session = Sessions.open(target.url(), timeout)) {
      return read(session, target);
    }
  }

  /**
   * Returns whether a schema exists in any version, without changing anything.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 69 if the server is
   *     unreachable, 77 if access is denied
   */
  public static boolean isInitialized(DatabaseUrl url, String database) {
    try (ServerSession session = Sessions.open(url, Sessions.CONNECT_TIMEOUT)) {
      return SchemaState.read(session, database).version().isInitialized();
    } catch (SQLException e) {
      throw SqlFailures.of(e, url, "reading the state of " + database);
    }
  }

  static SchemaStatus read(ServerSession session, SchemaTarget target) throws SQLException {
    SchemaState state = SchemaState.read(session, target.database());
    Optional<String> unfinished = Optional.empty();
    if (state.unfinished().isPresent()) {
      unfinished = Optional.of(describe(session, target, state.unfinished().get()));
    }
    return new SchemaStatus(
        target.module(),
        target.database(),
        target.url().address(),
        state.version(),
        target.scripts().newest(),
        unfinished,
        new UpgradeLock(session, target.database()).holder(),
        state.journalReadable());
  }

  private static String describe(ServerSession session, SchemaTarget target, MigrationRun run)
      throws SQLException {
    SqlJournal journal = SqlJournal.forReading(session, target.database());
    StringBuilder text =
        new StringBuilder(
            "from %s to %s, %d of %d statements recorded as complete, started %s by %s"
                .formatted(
                    run.from(),
                    run.to(),
                    journal.countCompleted(run),
                    run.statements(),
                    run.started(),
                    run.owner()));
    Optional<StepRecord> last = journal.lastCompleted(run);
    List<StepRecord> running = RunPosition.of(journal, run).running();
    last.ifPresent(record ->
        text.append(", last completed statement: ").append(record.description().location()));
    running.forEach(
        record -> text.append(", incomplete: ").append(record.description().location()));
    journal
        .lastFailed(run)
        .ifPresent(record ->
            text.append(", last error in ")
                .append(record.description().location())
                .append(": ")
                .append(record.error().orElse("")));
    return text.append(options(last.isPresent(), !running.isEmpty())).toString();
  }

  /** Returns what the user can do with an interrupted run. */
  private static String options(boolean hasCompleted, boolean hasRunning) {
    if (hasCompleted || hasRunning) {
      return "; run 'schema upgrade' to resume it; incomplete statements may be corrected first";
    }
    return "; nothing was executed: 'schema upgrade' restarts it, 'schema upgrade --abandon' abandons it";
  }

  /** Returns the state; an unfinished upgrade takes precedence over the version. */
  public State state() {
    if (unfinished.isPresent()) {
      return State.UNFINISHED;
    }
    if (!version.isInitialized()) {
      return State.UNINITIALIZED;
    }
    int order = version.compareTo(newest);
    return order == 0 ? State.CURRENT : order < 0 ? State.OUTDATED : State.NEWER;
  }
}
