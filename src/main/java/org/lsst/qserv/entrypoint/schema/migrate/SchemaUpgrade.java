// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.journal.Journal;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun.VersionRange;
import org.lsst.qserv.entrypoint.schema.journal.SqlJournal;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * Upgrades a schema to a target version. It acquires the upgrade lock, resumes an interrupted run,
 * executes the scripts that lead to the target version, and sets the version in the transaction
 * that finishes the run.
 */
public final class SchemaUpgrade {
  private static final int UNKNOWN_DATABASE = 1049;

  /**
   * The result of an upgrade.
   *
   * @param from the version before the upgrade; of a resumed upgrade, before its first start
   * @param to the version after the upgrade
   * @param statements the number of statements that were executed
   */
  public record Result(Version from, Version to, long statements) {}

  private final SchemaTarget target;
  private final UpgradeOptions options;
  private final UpgradeListener listener;
  private final TimeSource time;
  private final String owner;
  private final BooleanSupplier stopRequested;
  private final PreUpgradeHook hook;
  private final ScriptSessions sessions;

  /** Opens the session of a script. */
  interface ScriptSessions {
    /**
     * Opens a session and acquires the script lock; an empty database means no current database.
     */
    ScriptConnection open(SchemaTarget target, String database, UpgradeLock lock)
        throws SQLException;
  }

  /**
   * Creates an upgrade.
   *
   * @param owner the host and process that execute the upgrade, for the journal
   * @param stopRequested polled between statements and during waits; true stops the upgrade
   * @param hook called before the first statement
   */
  public SchemaUpgrade(
      SchemaTarget target,
      UpgradeOptions options,
      UpgradeListener listener,
      TimeSource time,
      String owner,
      BooleanSupplier stopRequested,
      PreUpgradeHook hook) {
    this(target, options, listener, time, owner, stopRequested, hook, ServerScriptConnection::open);
  }

  SchemaUpgrade(
      SchemaTarget target,
      UpgradeOptions options,
      UpgradeListener listener,
      TimeSource time,
      String owner,
      BooleanSupplier stopRequested,
      PreUpgradeHook hook,
      ScriptSessions sessions) {
    this.target = target;
    this.options = options;
    this.listener = listener;
    this.time = time;
    this.owner = owner;
    this.stopRequested = stopRequested;
    this.hook = hook;
    this.sessions = sessions;
  }

  /**
   * Runs the upgrade.
   *
   * @throws Failure with exit code 65 if a script cannot be executed, 69 if there is no connection,
   *     75 if another upgrade is in progress or a stop was requested, 77 if a privilege is missing,
   *     78 if the upgrade is not allowed now or the user must decide
   */
  public Result run() throws InterruptedException {
    try (ControlSession control = ControlSession.open(target)) {
      UpgradeLock lock = new UpgradeLock(control.session(), target.database());
      lock.acquire(options.lockTimeout(), time, stopRequested);
      return runLocked(control.session(), lock);
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "upgrading " + target.database());
    }
  }

  /**
   * Abandons an interrupted run that has executed nothing.
   *
   * @return whether there was an interrupted run
   * @throws Failure with exit code 78 if a statement was executed
   */
  public boolean abandon() throws InterruptedException {
    try (ControlSession control = ControlSession.open(target)) {
      UpgradeLock lock = new UpgradeLock(control.session(), target.database());
      lock.acquire(options.lockTimeout(), time, stopRequested);
      return abandon(control.session());
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "abandoning the upgrade of " + target.database());
    }
  }

  /** Abandons the run while the caller holds the upgrade lock. */
  boolean abandon(ServerSession session) throws SQLException {
    Optional<MigrationRun> run = SchemaState.read(session, target.database()).unfinished();
    if (run.isEmpty()) {
      return false;
    }
    Journal journal = journal(session);
    RunPosition position = RunPosition.of(journal, run.get());
    if (!position.isStart()) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          target
              + ": the upgrade to version "
              + run.get().to()
              + " cannot be abandoned: some of its statements have already been executed",
          "resume it: entrypoint schema upgrade --module " + target.module());
    }
    journal.abandon(run.get());
    return true;
  }

  private SqlJournal journal(ServerSession session) {
    return new SqlJournal(session, target.database(), owner, time::now);
  }

  /** Runs the upgrade while the caller holds the upgrade lock. */
  Result runLocked(ServerSession session, UpgradeLock lock)
      throws SQLException, InterruptedException {
    ServerFacts server = ServerFacts.read(session);
    SchemaState state = SchemaState.read(session, target.database());
    Version targetVersion = options.to().orElse(target.scripts().newest());
    Version from = state.version();
    long statements = 0;
    if (state.unfinished().isPresent()) {
      MigrationRun run = state.unfinished().get();
      from = run.from();
      UpgradePlan.requireReachable(target, run, targetVersion);
      statements += resume(session, server, lock, run);
      state = SchemaState.read(session, target.database());
    }
    List<Script> scripts = target.scripts().path(state.version(), targetVersion);
    if (!scripts.isEmpty()) {
      statements += start(session, server, lock, state.version(), targetVersion, scripts);
    }
    return new Result(from, targetVersion, statements);
  }

  private long start(
      ServerSession session,
      ServerFacts server,
      UpgradeLock lock,
      Version from,
      Version to,
      List<Script> scripts)
      throws SQLException, InterruptedException {
    Preflight.Report report =
        check(session, server, from, scripts, RunPosition.START, (_, _) -> {});
    boolean backedUp = hook.run(target, from, to, false);
    Journal journal = journal(session);
    journal.create();
    MigrationRun run =
        journal.start(
            new VersionRange(from, to),
            scripts.stream().map(Script::name).toList(),
            report.statements());
    if (backedUp) {
      journal.recordBackup(run);
    }
    Resumption resumption = resumption(session);
    return execute(
        session, server, lock, journal, run, scripts, report, RunPosition.START, resumption);
  }

  private long resume(ServerSession session, ServerFacts server, UpgradeLock lock, MigrationRun run)
      throws SQLException, InterruptedException {
    List<Script> scripts = UpgradePlan.scripts(target, run);
    Journal journal = journal(session);
    RunPosition position = RunPosition.of(journal, run);
    Resumption resumption = resumption(session);
    Preflight.Report report =
        check(
            session,
            server,
            run.from(),
            scripts,
            position,
            new CompletedStatements(target.toString(), journal, run, position, resumption));
    journal.resume(run, report.statements());
    // a second backup would overwrite a good one with a schema that is half migrated
    if (!run.backedUp() && hook.run(target, run.from(), run.to(), true)) {
      journal.recordBackup(run);
    }
    return execute(session, server, lock, journal, run, scripts, report, position, resumption);
  }

  private Resumption resumption(ServerSession session) {
    return new Resumption(target.toString(), options.resume(), new SqlDefinitionReader(session));
  }

  private Preflight.Report check(
      ServerSession session,
      ServerFacts server,
      Version from,
      List<Script> scripts,
      RunPosition position,
      ScriptChecks.Visitor visitor)
      throws SQLException, InterruptedException {
    Preflight preflight = new Preflight(target, session, server);
    boolean exclusive = from.isInitialized() && options.mayUpgrade();
    if (from.isInitialized()) {
      new UpgradePolicy(target, options).check(from, scripts);
    }
    if (exclusive) {
      preflight.requireNoOtherSessions(options, listener, time);
    }
    Preflight.Report report =
        preflight.check(from, scripts, position, visitor, exclusive && !options.force().sessions());
    preflight.enforce(report, options, listener);
    return report;
  }

  private long execute(
      ServerSession session,
      ServerFacts server,
      UpgradeLock lock,
      Journal journal,
      MigrationRun run,
      List<Script> scripts,
      Preflight.Report report,
      RunPosition position,
      Resumption resumption)
      throws SQLException, InterruptedException {
    listener.runStarted(target, run.from(), run.to(), run.scripts(), report.statements());
    RunContext context =
        new RunContext(
            target,
            session,
            server,
            journal,
            run,
            owner,
            resumption,
            report.facts(),
            listener,
            time,
            stopRequested);
    for (int i = Math.max(0, position.completed().script()); i < scripts.size(); i++) {
      boolean isComplete =
          position.completed().script() == i
              && position.completed().statement() >= report.facts().get(i).statements();
      if (!isComplete) {
        execute(context, lock, i, scripts.get(i), position, report.facts().get(i));
      }
    }
    finish(session, journal, run);
    return context.executedStatements();
  }

  private void execute(
      RunContext context,
      UpgradeLock lock,
      int index,
      Script script,
      RunPosition position,
      ScriptFacts facts)
      throws SQLException, InterruptedException {
    try (OpenedScript opened = open(lock);
        SourcedStatements statements =
            SourcedStatements.open(script, target, context.server().mode())) {
      new ScriptRunner(context, index, position, opened.session(), opened.database(), facts)
          .run(statements);
    } catch (StepFailedException e) {
      throw scriptFailure(script, e);
    }
  }

  /** The session of a script, and its current database; empty if there is none. */
  private record OpenedScript(ScriptConnection session, String database) implements AutoCloseable {
    @Override
    public void close() {
      session.close();
    }
  }

  /** Opens a session in the module's database, or in no database before a script has created it. */
  private OpenedScript open(UpgradeLock lock) throws SQLException {
    try {
      return new OpenedScript(sessions.open(target, target.database(), lock), target.database());
    } catch (SQLException e) {
      if (e.getErrorCode() != UNKNOWN_DATABASE) {
        throw e;
      }
      return new OpenedScript(sessions.open(target, "", lock), "");
    }
  }

  private Failure scriptFailure(Script script, StepFailedException failed) {
    SQLException e = failed.error();
    SourcedStatement sourced = failed.step().sourced();
    boolean isServerError = SqlFailures.isServerError(e) && !sourced.isSecret();
    if (SqlFailures.isConnectionLost(e) || isServerError) {
      return SqlFailures.of(e, target.url(), sourced.description().location());
    }
    String reason =
        sourced.isSecret()
            ? "error "
                + e.getErrorCode()
                + " (SQLSTATE "
                + e.getSQLState()
                + "); the server's message is not shown, because the statement contains values of"
                + " variables"
            : SqlFailures.reason(e);
    return new Failure(
        ExitCode.BAD_DATA,
        target
            + ": "
            + script.file()
            + ": line "
            + sourced.statement().line()
            + ": "
            + sourced.description().summary()
            + ": "
            + reason,
        "fix the reported error and run the command again: it resumes with this statement");
  }

  /** Sets the version and finishes the run, in one transaction. */
  private void finish(ServerSession session, Journal journal, MigrationRun run)
      throws SQLException {
    String versionTable = SchemaState.versionTable(target.database());
    String version = run.to().toString();
    session.inTransaction(() -> {
      boolean exists =
          session
              .string("SELECT 1 FROM " + versionTable + " WHERE metakey = 'version'")
              .isPresent();
      session.update(
          exists
              ? "UPDATE " + versionTable + " SET value = ? WHERE metakey = 'version'"
              : "INSERT INTO " + versionTable + " (metakey, value) VALUES ('version', ?)",
          version);
      journal.finish(run);
    });
  }
}
