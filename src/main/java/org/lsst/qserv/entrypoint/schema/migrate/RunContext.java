// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.journal.Journal;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.StepDescription;
import org.lsst.qserv.entrypoint.schema.journal.StepRecordSql;

/** The state and the collaborators that the scripts of one run share. */
final class RunContext {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  private final SchemaTarget target;
  private final ServerSession control;
  private final ServerFacts server;
  private final Journal journal;
  private final MigrationRun run;
  private final StepRecordSql records;
  private final Resumption resumption;
  private final UpgradeListener listener;
  private final TimeSource time;
  private final BooleanSupplier stopRequested;
  private final SqlDefinitionReader fingerprints;
  private final ViewAndRoutineResolver resolver;
  private final List<Long> statementsBefore = new ArrayList<>();
  private long lastPoll;
  private long executed;

  /**
   * Creates the context of a run.
   *
   * @param owner the host and process that execute the run, for the journal
   * @param facts the facts about each script of the run
   */
  RunContext(
      SchemaTarget target,
      ServerSession control,
      ServerFacts server,
      Journal journal,
      MigrationRun run,
      String owner,
      Resumption resumption,
      List<ScriptFacts> facts,
      UpgradeListener listener,
      TimeSource time,
      BooleanSupplier stopRequested) {
    this.target = target;
    this.control = control;
    this.server = server;
    this.journal = journal;
    this.run = run;
    this.records = new StepRecordSql(run, owner);
    this.resumption = resumption;
    this.listener = listener;
    this.time = time;
    this.stopRequested = stopRequested;
    this.fingerprints = new SqlDefinitionReader(control);
    this.resolver = new ViewAndRoutineResolver(new SqlServerCatalog(control));
    long sum = 0;
    for (ScriptFacts script : facts) {
      statementsBefore.add(sum);
      sum += script.statements();
    }
    statementsBefore.add(sum);
    this.lastPoll = time.nanos();
  }

  ServerSession control() {
    return control;
  }

  ServerFacts server() {
    return server;
  }

  Journal journal() {
    return journal;
  }

  MigrationRun run() {
    return run;
  }

  StepRecordSql records() {
    return records;
  }

  Resumption resumption() {
    return resumption;
  }

  SqlDefinitionReader fingerprints() {
    return fingerprints;
  }

  ViewAndRoutineResolver resolver() {
    return resolver;
  }

  TimeSource time() {
    return time;
  }

  /**
   * Returns whether the journal may store a definition, which must contain no value of a variable.
   */
  boolean mayBeStored(String definition) {
    String plain = withoutQuotes(definition);
    return !definition.contains("CONNECTION=")
        && target.variables().values().stream()
            .noneMatch(value -> !value.isEmpty() && plain.contains(withoutQuotes(value)));
  }

  /** Makes strings comparable: a template filter may have escaped or capitalized a value. */
  private static String withoutQuotes(String text) {
    return text.replaceAll("['\"`\\\\]", "").toLowerCase(Locale.ROOT);
  }

  /** Reports a statement that starts. */
  void started(ScriptStep step) {
    listener.stepStarted(progress(step));
  }

  /** Reports a statement that was executed, and the server's warnings about it. */
  void executed(ScriptStep step, PacketResult result, Duration duration) {
    for (PacketResult.ServerWarning warning : result.warnings()) {
      String place = step.description().location();
      listener.warning(
          place
              + ": "
              + (step.sourced().isSecret()
                  ? "the server has a warning, code " + warning.code()
                  : warning.text()));
    }
    executed++;
    listener.executed(progress(step), result.changedRows(), duration);
  }

  /** Returns the number of statements that this upgrade has executed. */
  long executedStatements() {
    return executed;
  }

  /** Reports a statement that was not executed: it was executed earlier, or the user skips it. */
  void skipped(ScriptStep step, String reason) {
    listener.skipped(progress(step), reason);
  }

  private StepProgress progress(ScriptStep step) {
    long number = statementsBefore.get(step.key().script()) + step.key().statement();
    return new StepProgress(number, statementsBefore.getLast(), step.description());
  }

  /**
   * Ends the upgrade between two statements if a signal or {@code schema stop} has requested it.
   *
   * @throws Failure with exit code 75 if a stop is requested
   */
  void stopIfRequested(ScriptStep next) throws SQLException {
    long now = time.nanos();
    boolean polls = now - lastPoll > POLL_INTERVAL.toNanos();
    lastPoll = polls ? now : lastPoll;
    if (stopRequested.getAsBoolean() || (polls && journal.isStopRequested(run))) {
      StepDescription step = next.description();
      throw new Failure(
          ExitCode.TRY_AGAIN,
          target + ": stopped as requested, before " + step.location(),
          "run the same command again: it resumes with this statement");
    }
  }
}
