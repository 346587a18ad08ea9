package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lsst.qserv.entrypoint.database.SqlFailures;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.SqlStatement;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * What an upgrade would do.
 *
 * @param version where the schema is
 * @param to where it is to be
 * @param steps what is left to run, in order
 * @param findings what speaks against it now
 */
public record UpgradePlan(Version version, Version to, List<Line> steps, List<String> findings) {

  /**
   * A step.
   *
   * @param notes what a person should know of it
   * @param sql its statements, without the values of variables
   */
  public record Line(String place, String kind, String summary, List<String> notes, String sql) {}

  /**
   * Makes the plan, and changes nothing.
   *
   * @throws Failure what the upgrade itself would say of scripts and versions
   */
  public static UpgradePlan of(SchemaTarget target, Optional<Version> to) {
    try (Session session = Session.open(target.url())) {
      SchemaState state = SchemaState.read(session, target.database());
      Version wanted = to.orElse(target.scripts().newest());
      List<UpgradeStep> steps = new ArrayList<>();
      Version here = state.version();
      if (state.unfinished().isPresent()) {
        Journal.Path path = state.unfinished().get();
        steps.addAll(left(session, target, path));
        here = path.to();
      }
      steps.addAll(ScriptSteps.of(target.scripts().path(here, wanted), target.variables()));
      List<String> findings =
          new Findings(session, target)
              .of(steps, state.version()).stream().map(Finding::what).toList();
      List<Line> lines = new ArrayList<>();
      for (UpgradeStep step : steps) {
        lines.add(line(session, target, step));
      }
      return new UpgradePlan(
          state.version(), wanted, lines, steps.isEmpty() ? List.of() : findings);
    } catch (SQLException e) {
      throw SqlFailures.of(e, target.url(), "planning the upgrade of " + target.database());
    }
  }

  private static List<UpgradeStep> left(Session session, SchemaTarget target, Journal.Path path)
      throws SQLException {
    List<UpgradeStep> steps = ScriptSteps.of(scripts(target, path), target.variables());
    Journal journal = new Journal(session, target.database(), "");
    int over = 0;
    for (Journal.Row row : journal.rows(path).values()) {
      over += row.state().isOver() ? 1 : 0;
    }
    return steps.subList(Math.min(over, steps.size()), steps.size());
  }

  /**
   * The scripts of a path that was begun.
   *
   * @throws Failure 65 if one is gone
   */
  static List<Script> scripts(SchemaTarget target, Journal.Path path) {
    return path.scripts().stream()
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
                        "put it back: the upgrade goes on with the scripts it began with")))
        .toList();
  }

  private static Line line(Session session, SchemaTarget target, UpgradeStep step)
      throws SQLException {
    List<String> notes = new ArrayList<>();
    if (step.kind() == UpgradeStep.Kind.DATA) {
      for (String table : new NonTransactional(session).writtenBy(step)) {
        notes.add(
            "may write "
                + table
                + ", which knows no transactions: if it is cut off there, the upgrade stops and"
                + " asks");
      }
    }
    String sql =
        String.join(";\n", step.statements().stream().map(SqlStatement::text).toList()) + ";";
    return new Line(
        step.place(),
        step.kind().name().toLowerCase(Locale.ROOT),
        step.summary(),
        notes,
        target.hideValues(sql));
  }
}
