package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.List;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.SqlStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementSummary;

/**
 * What is done and recorded as one: a statement, or the statements of a transaction.
 *
 * @param index its place in the whole path, from 0
 * @param statements without the words that begin and end a transaction
 */
public record UpgradeStep(int index, Script script, Kind kind, List<SqlStatement> statements) {
  /** How a step is recorded and resumed. */
  public enum Kind {
    /** Commits by itself; what it names is compared before and after. */
    DEFINITION,
    /** Commits together with its record. */
    DATA,
    /** Changes only the session; done again when the path goes on. */
    SESSION
  }

  /** The number of its first statement in the script. */
  public int number() {
    return statements.getFirst().number();
  }

  /** The line of its first statement in the script. */
  public int line() {
    return statements.getFirst().line();
  }

  /** Where it is, for messages. */
  public String place() {
    return script.name() + ", statement " + number() + " (line " + line() + ")";
  }

  /** The things that it names. */
  List<ObjectEffect> effects() {
    return statements.stream().flatMap(statement -> statement.effects().stream()).toList();
  }

  /** What it does in a few words, without any value: values may be secret. */
  public String summary() {
    String first = StatementSummary.summary(statements.getFirst());
    return statements.size() == 1
        ? first
        : "a transaction of " + statements.size() + " statements: " + first + " …";
  }
}
