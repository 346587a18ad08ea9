package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.SqlScript;
import org.lsst.qserv.entrypoint.schema.script.SqlStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;
import org.lsst.qserv.entrypoint.schema.script.StatementSummary;
import org.lsst.qserv.entrypoint.template.ScriptTemplate;

/** The steps of scripts. */
final class ScriptSteps {
  private final Script script;
  private final int begin;
  private final List<UpgradeStep> steps = new ArrayList<>();
  private final List<SqlStatement> transaction = new ArrayList<>();
  private boolean inTransaction;

  private ScriptSteps(Script script, int begin) {
    this.script = script;
    this.begin = begin;
  }

  /**
   * The steps of a whole path.
   *
   * @param variables for scripts that are templates
   * @throws Failure 65 for a script that cannot be split, or does what would break lock or journal
   */
  static List<UpgradeStep> of(List<Script> path, Map<String, ?> variables) {
    List<UpgradeStep> all = new ArrayList<>();
    for (Script script : path) {
      String text =
          script.isTemplate()
              ? ScriptTemplate.render(script.file(), script.text(), variables)
              : script.text();
      try {
        all.addAll(new ScriptSteps(script, all.size()).read(SqlScript.split(text)));
      } catch (Failure e) {
        throw e.problems().getFirst().what().startsWith(script.file().toString())
            ? e
            : new Failure(
                e.exit(),
                script.file() + ": " + e.problems().getFirst().what(),
                e.problems().getFirst().fix());
      }
    }
    return List.copyOf(all);
  }

  private List<UpgradeStep> read(List<SqlStatement> statements) {
    for (SqlStatement statement : statements) {
      if (statement.kind() == StatementKind.REFUSED) {
        throw refused(statement, statement.reason());
      }
      if (inTransaction) {
        inTransaction(statement);
      } else {
        alone(statement);
      }
    }
    if (inTransaction) {
      throw refused(statements.getLast(), "is the last one, and its transaction has no COMMIT");
    }
    return steps;
  }

  private void alone(SqlStatement statement) {
    switch (statement.kind()) {
      case BEGIN -> inTransaction = true;
      case COMMIT, ROLLBACK -> {} // each step is committed anyway
      case DEFINITION -> add(UpgradeStep.Kind.DEFINITION, List.of(statement));
      case SESSION -> add(UpgradeStep.Kind.SESSION, List.of(statement));
      case DATA -> add(UpgradeStep.Kind.DATA, List.of(statement));
      default -> throw new IllegalStateException("refused before");
    }
  }

  private void inTransaction(SqlStatement statement) {
    switch (statement.kind()) {
      case COMMIT -> {
        inTransaction = false;
        if (!transaction.isEmpty()) {
          add(UpgradeStep.Kind.DATA, List.copyOf(transaction));
          transaction.clear();
        }
      }
      case BEGIN, DEFINITION -> throw refused(statement, "commits the transaction it is in");
      case ROLLBACK -> throw refused(statement, "takes back what the script did before it");
      default -> transaction.add(statement);
    }
  }

  private void add(UpgradeStep.Kind kind, List<SqlStatement> statements) {
    steps.add(new UpgradeStep(begin + steps.size(), script, kind, statements));
  }

  private Failure refused(SqlStatement statement, String why) {
    return new Failure(
        ExitCode.BAD_DATA,
        script.file()
            + ": "
            + statement.line()
            + ": "
            + StatementSummary.summary(statement)
            + " "
            + why,
        "take it out of the script");
  }
}
