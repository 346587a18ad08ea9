// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Effect;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * The checks before the first statement of an upgrade. They change nothing, and whatever they
 * refuse is reported at once.
 */
final class Preflight {
  private final SchemaTarget target;
  private final ServerSession session;
  private final ServerFacts server;

  Preflight(SchemaTarget target, ServerSession session, ServerFacts server) {
    this.target = target;
    this.session = session;
    this.server = server;
  }

  /**
   * What the checks found.
   *
   * @param facts of each script
   */
  record Report(List<ScriptFacts> facts, List<PreflightFinding> findings) {
    /** Returns how many statements the scripts have. */
    long statements() {
      return facts.stream().mapToLong(ScriptFacts::statements).sum();
    }
  }

  /**
   * Checks scripts, server and account.
   *
   * @param from the version before the upgrade
   * @param position of an interrupted run
   * @param visitor receives every statement of the scripts
   * @param alone whether no other session may be there, so that the account must see them
   */
  Report check(
      Version from,
      List<Script> scripts,
      RunPosition position,
      ScriptChecks.Visitor visitor,
      boolean alone)
      throws SQLException {
    ScriptChecks checks =
        new ScriptChecks(target, server, new WriteResolver(new SqlServerCatalog(session)));
    checks.read(scripts, position, visitor);
    List<PreflightFinding> findings = new ArrayList<>(checks.findings());
    if (!scripts.isEmpty() && !checks.createsDatabase() && !databaseExists()) {
      findings.add(missingDatabase());
    }
    PrivilegeCheck privileges = PrivilegeCheck.of(session);
    Set<PrivilegeNeed> needs = new HashSet<>(checks.changesRole() ? Set.of() : checks.needs());
    if (alone) {
      needs.add(new PrivilegeNeed(ForeignSessions.PROCESS, ""));
    }
    privileges.check(needs).ifPresent(findings::add);
    findings.addAll(
        new ServerChecks(session, target)
            .check(checks.altered(), from, privileges.hasGlobal(ForeignSessions.PROCESS)));
    return new Report(checks.facts(), findings);
  }

  private boolean databaseExists() throws SQLException {
    return session
        .text("SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", target.database())
        .isPresent();
  }

  private PreflightFinding missingDatabase() {
    return new PreflightFinding(
        Effect.REFUSES,
        new Problem(
            ExitCode.CONFIGURATION,
            "database " + target.database() + " does not exist, and no script creates it",
            "run: entrypoint init --module " + target.module()));
  }

  /**
   * Ends the upgrade if a finding refuses it; the others are passed on as warnings.
   *
   * @throws Failure with all refusals
   */
  void enforce(Report report, UpgradeOptions options, UpgradeListener listener) {
    List<Problem> refusals = new ArrayList<>();
    for (PreflightFinding finding : report.findings()) {
      boolean refuses =
          finding.effect() == Effect.REFUSES
              || (finding.effect() == Effect.REFUSES_UNLESS_FORCED && !options.force().checks());
      if (refuses) {
        refusals.add(finding.problem());
      } else {
        listener.warning(finding.problem().what());
      }
    }
    if (refusals.size() == 1) {
      Problem only = refusals.getFirst();
      throw new Failure(only.exit(), target + ": " + only.what(), only.fix());
    }
    if (!refusals.isEmpty()) {
      throw new Failure("the upgrade of " + target, refusals);
    }
  }

  /**
   * Ends the upgrade if other programs use the server. An account that cannot see them is refused
   * by {@link #check}, together with its other missing privileges.
   *
   * @throws Failure 78
   */
  void requireNoOtherSessions(UpgradeOptions options, UpgradeListener listener, TimeSource time)
      throws SQLException, InterruptedException {
    ForeignSessions sessions = new ForeignSessions(session, target.bystanders(), time);
    if (!sessions.areVisible()) {
      if (options.force().sessions()) {
        listener.warning("cannot list other sessions: the account lacks the PROCESS privilege");
      }
      return;
    }
    List<String> others = sessions.find();
    if (others.isEmpty()) {
      return;
    }
    String what = "other sessions are connected to the server: " + String.join("; ", others);
    if (options.force().sessions()) {
      listener.warning(what);
      return;
    }
    throw new Failure(
        ExitCode.CONFIGURATION,
        target + ": " + what,
        "stop the services (mode maintenance) and end these sessions, or give --force-sessions");
  }
}
