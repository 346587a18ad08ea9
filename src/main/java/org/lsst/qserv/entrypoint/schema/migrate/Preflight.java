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
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Severity;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * The checks before the first statement of an upgrade. They change nothing, and all problems are
 * reported together.
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
   * The result of the checks.
   *
   * @param facts the facts about each script, in their order
   */
  record Report(List<ScriptFacts> facts, List<PreflightFinding> findings) {
    /** Returns the number of statements in all scripts. */
    long statements() {
      return facts.stream().mapToLong(ScriptFacts::statements).sum();
    }
  }

  /**
   * Checks the scripts, the server and the privileges of the account.
   *
   * @param from the version before the upgrade
   * @param position the position of an interrupted run
   * @param visitor receives every statement of the scripts
   * @param exclusive whether the upgrade requires that no other session is connected, so that the
   *     account must be able to see them
   */
  Report check(
      Version from,
      List<Script> scripts,
      RunPosition position,
      ScriptChecks.Visitor visitor,
      boolean exclusive)
      throws SQLException {
    ScriptChecks checks =
        new ScriptChecks(target, server, new ViewAndRoutineResolver(new SqlServerCatalog(session)));
    checks.read(scripts, position, visitor);
    List<PreflightFinding> findings = new ArrayList<>(checks.findings());
    if (!scripts.isEmpty() && !checks.createsDatabase() && !databaseExists()) {
      findings.add(missingDatabase());
    }
    PrivilegeCheck privileges = PrivilegeCheck.of(session);
    Set<RequiredPrivilege> required =
        new HashSet<>(checks.changesRole() ? Set.of() : checks.requiredPrivileges());
    if (exclusive) {
      required.add(new RequiredPrivilege(OtherSessions.PROCESS, ""));
    }
    privileges.check(required).ifPresent(findings::add);
    findings.addAll(
        new ServerChecks(session, target)
            .check(checks.altered(), from, privileges.hasGlobal(OtherSessions.PROCESS)));
    return new Report(checks.facts(), findings);
  }

  private boolean databaseExists() throws SQLException {
    return session
        .string(
            "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", target.database())
        .isPresent();
  }

  private PreflightFinding missingDatabase() {
    return new PreflightFinding(
        Severity.ERROR,
        new Problem(
            ExitCode.CONFIGURATION,
            "database " + target.database() + " does not exist, and no script creates it",
            "run: entrypoint init --module " + target.module()));
  }

  /**
   * Ends the upgrade if a finding is an error, and reports the other findings as warnings.
   *
   * @throws Failure with all errors
   */
  void enforce(Report report, UpgradeOptions options, UpgradeListener listener) {
    List<Problem> errors = new ArrayList<>();
    for (PreflightFinding finding : report.findings()) {
      boolean isError =
          finding.severity() == Severity.ERROR
              || (finding.severity() == Severity.ERROR_UNLESS_FORCED && !options.force().checks());
      if (isError) {
        errors.add(finding.problem());
      } else {
        listener.warning(finding.problem().what());
      }
    }
    if (errors.size() == 1) {
      Problem only = errors.getFirst();
      throw new Failure(only.exit(), target + ": " + only.what(), only.fix());
    }
    if (!errors.isEmpty()) {
      throw new Failure("the upgrade of " + target, errors);
    }
  }

  /**
   * Ends the upgrade if sessions of other programs are connected to the server. Whether the account
   * can see them is checked by {@link #check}, together with the other privileges.
   *
   * @throws Failure with exit code 75: the sessions of services that are about to park will end
   */
  void requireNoOtherSessions(UpgradeOptions options, UpgradeListener listener, TimeSource time)
      throws SQLException, InterruptedException {
    OtherSessions sessions = new OtherSessions(session, target.bystanders(), time);
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
        ExitCode.TRY_AGAIN,
        target + ": " + what,
        "stop the services (mode maintenance) and end these sessions, or use --force-sessions");
  }
}
