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
 * What an upgrade would do.
 *
 * @param version the version now; of an interrupted run, the version before it
 * @param unfinished the version that an interrupted run leads to
 * @param to the version after the upgrade
 * @param statements how many would be executed
 * @param findings what speaks against it now, or is worth to know
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

  /** Describes the plan in a line that is an SQL comment. */
  public String description() {
    String here =
        unfinished
            .map(end -> "-- unfinished upgrade from version " + version + " to " + end)
            .orElse("-- version " + version);
    return statements == 0 && unfinished.isEmpty()
        ? here + ": nothing to do"
        : here + ", upgrade to " + to + ", statements to execute: " + statements;
  }

  /**
   * A statement of the plan.
   *
   * @param sql the statement, without the values of variables
   */
  public record Line(String place, String kind, String summary, String sql) {}

  /**
   * Makes the plan, and changes nothing.
   *
   * @param lines receives each statement in order
   * @throws Failure everything for which the upgrade would refuse the scripts
   */
  public static UpgradePlan of(SchemaTarget target, Optional<Version> to, Consumer<Line> lines) {
    try (ServerSession session = Sessions.open(target.url())) {
      return of(session, target, to, lines);
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "planning the upgrade of " + target.database());
    }
  }

  static UpgradePlan of(
      ServerSession session, SchemaTarget target, Optional<Version> to, Consumer<Line> lines)
      throws SQLException {
    ServerFacts server = ServerFacts.read(session);
    SchemaState state = SchemaState.read(session, target.database());
    Version wanted = to.orElse(target.scripts().newest());
    List<Script> scripts = new ArrayList<>();
    RunPosition position = RunPosition.START;
    Version here = state.version();
    if (state.unfinished().isPresent()) {
      MigrationRun run = state.unfinished().get();
      scripts.addAll(scripts(target, run));
      position = RunPosition.of(SqlJournal.forReading(session, target.database()), run);
      here = run.to();
      if (here.compareTo(wanted) > 0) {
        throw new Failure(
            ExitCode.CONFIGURATION,
            target + ": an unfinished upgrade to version " + here + " must be completed first",
            "give --to " + here + ", or no --to");
      }
    }
    scripts.addAll(target.scripts().path(here, wanted));
    Counter counter = new Counter(position, lines);
    Preflight preflight = new Preflight(target, session, server);
    Preflight.Report report = preflight.check(state.version(), scripts, position, counter, false);
    List<PreflightFinding> refusals =
        report.findings().stream()
            .filter(finding -> finding.effect() == PreflightFinding.Effect.REFUSES)
            .toList();
    if (!refusals.isEmpty()) {
      preflight.enforce(
          report,
          new UpgradeOptions(
              to,
              ResumeChoice.ASK,
              true,
              false,
              new UpgradeOptions.Force(true, true),
              Duration.ZERO),
          UpgradeListener.SILENT);
    }
    return new UpgradePlan(
        state.unfinished().map(MigrationRun::from).orElse(state.version()),
        state.unfinished().map(MigrationRun::to),
        wanted,
        counter.count,
        scripts.isEmpty()
            ? List.of()
            : report.findings().stream().map(finding -> finding.problem().what()).toList());
  }

  private static final class Counter implements ScriptChecks.Visitor {
    private final RunPosition position;
    private final Consumer<Line> lines;
    private long count;

    Counter(RunPosition position, Consumer<Line> lines) {
      this.position = position;
      this.lines = lines;
    }

    @Override
    public void visit(StepKey key, SourcedStatement sourced) {
      if (!position.includes(key)) {
        count++;
        lines.accept(
            new Line(
                sourced.description().location(),
                sourced.statement().kind().name().toLowerCase(Locale.ROOT),
                sourced.description().summary(),
                sourced.shownText()));
      }
    }
  }

  /**
   * Returns the scripts of a run that was started.
   *
   * @throws Failure 65 if one does not exist any more
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
