// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.SqlJournal;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * The plan of an upgrade, which describes what the upgrade would do.
 *
 * @param version the current version; if a run is unfinished, the version before it
 * @param unfinished the version that an unfinished run leads to; empty if there is none
 * @param to the version after the upgrade
 * @param statements the number of statements that would be executed
 * @param findings the problems and warnings that the checks have found
 */
public record UpgradePlan(
    Version version,
    Optional<Version> unfinished,
    Version to,
    long statements,
    List<String> findings) {
  public UpgradePlan {
    findings = List.copyOf(findings);
  }

  /** Returns a description of the plan in one line, which is an SQL comment. */
  public String description() {
    String current =
        unfinished
            .map(newer -> "-- unfinished upgrade from version " + version + " to " + newer)
            .orElse("-- version " + version);
    return statements == 0 && unfinished.isEmpty()
        ? current + ": nothing to do"
        : current + ", upgrade to " + to + ", statements to execute: " + statements;
  }

  /**
   * A statement that an upgrade would execute.
   *
   * @param location the script, and the number and line of the statement
   * @param kind the kind of the statement, in lower case
   * @param summary a short description of the statement
   * @param sql the text of the statement, without the values of template variables
   */
  public record PlannedStatement(String location, String kind, String summary, String sql) {}

  /**
   * Creates the plan of an upgrade without changing anything.
   *
   * @param receiver receives each statement, in order
   * @throws Failure with exit code 65 if a script cannot be executed, 69 if the server is
   *     unreachable, 77 if a privilege is missing, 78 if no scripts lead to the version
   */
  public static UpgradePlan of(
      SchemaTarget target, Optional<Version> to, Consumer<PlannedStatement> receiver) {
    try (ServerSession session = Sessions.open(target.url())) {
      return of(session, target, to, receiver);
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "planning the upgrade of " + target.database());
    }
  }

  static UpgradePlan of(
      ServerSession session,
      SchemaTarget target,
      Optional<Version> to,
      Consumer<PlannedStatement> receiver)
      throws SQLException {
    ServerFacts server = ServerFacts.read(session);
    SchemaState state = SchemaState.read(session, target.database());
    Version targetVersion = to.orElse(target.scripts().newest());
    List<Script> scripts = new ArrayList<>();
    RunPosition position = RunPosition.START;
    Version start = state.version();
    if (state.unfinished().isPresent()) {
      MigrationRun run = state.unfinished().get();
      scripts.addAll(scripts(target, run));
      position = RunPosition.of(SqlJournal.forReading(session, target.database()), run);
      start = run.to();
      requireReachable(target, run, targetVersion);
    }
    scripts.addAll(target.scripts().path(start, targetVersion));
    Counter counter = new Counter(position, receiver);
    Preflight preflight = new Preflight(target, session, server);
    Preflight.Report report = preflight.check(state.version(), scripts, position, counter, false);
    requireNoErrors(preflight, report, to);
    return new UpgradePlan(
        state.unfinished().map(MigrationRun::from).orElse(state.version()),
        state.unfinished().map(MigrationRun::to),
        targetVersion,
        counter.count,
        scripts.isEmpty()
            ? List.of()
            : report.findings().stream().map(finding -> finding.problem().what()).toList());
  }

  /**
   * Requires that an upgrade completes the unfinished run.
   *
   * @throws Failure with exit code 78 if the run leads to a version after the target version
   */
  static void requireReachable(SchemaTarget target, MigrationRun run, Version targetVersion) {
    if (run.to().compareTo(targetVersion) > 0) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          target + ": an unfinished upgrade to version " + run.to() + " must be completed first",
          "use --to " + run.to() + ", or omit --to");
    }
  }

  /** Ends the plan if a finding is an error that {@code --force} does not turn into a warning. */
  private static void requireNoErrors(
      Preflight preflight, Preflight.Report report, Optional<Version> to) {
    boolean hasErrors =
        report.findings().stream()
            .anyMatch(finding -> finding.severity() == PreflightFinding.Severity.ERROR);
    if (hasErrors) {
      preflight.enforce(
          report,
          new UpgradeOptions(
              to,
              ResumeChoice.UNDECIDED,
              true,
              false,
              new UpgradeOptions.Force(true, true),
              Duration.ZERO),
          UpgradeListener.SILENT);
    }
  }

  /** Counts the statements that an upgrade would execute, and passes them to a receiver. */
  private static final class Counter implements ScriptChecks.Visitor {
    private final RunPosition position;
    private final Consumer<PlannedStatement> receiver;
    private long count;

    Counter(RunPosition position, Consumer<PlannedStatement> receiver) {
      this.position = position;
      this.receiver = receiver;
    }

    @Override
    public void visit(StepKey key, SourcedStatement sourced) {
      if (!position.includes(key)) {
        count++;
        receiver.accept(
            new PlannedStatement(
                sourced.description().location(),
                sourced.statement().kind().name().toLowerCase(Locale.ROOT),
                sourced.description().summary(),
                sourced.shownText()));
      }
    }
  }

  /**
   * Returns the scripts of an unfinished run, in order.
   *
   * @throws Failure with exit code 65 if one of them no longer exists
   */
  static List<Script> scripts(SchemaTarget target, MigrationRun run) {
    return run.scripts().stream()
        .map(name ->
            target
                .scripts()
                .find(name)
                .orElseThrow(() ->
                    new Failure(
                        ExitCode.BAD_DATA,
                        target
                            + ": the script "
                            + name
                            + " of the unfinished upgrade is not in "
                            + target.scripts(),
                        "restore it: the upgrade resumes with the scripts that it started with")))
        .toList();
  }
}
