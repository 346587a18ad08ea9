package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;

/**
 * One statement as the server receives it, for the callers of {@link SqlScript}.
 *
 * @param number from 1, in the script
 * @param line of the script in which it starts, from 1
 * @param text without delimiter and comments; executable comments are kept
 * @param kind how it has to be run
 * @param effects of a {@link StatementKind#DEFINITION}, what it names; empty when it may be run
 *     twice without harm ({@code GRANT}, {@code FLUSH}, {@code SET PASSWORD} and their like)
 * @param readsData whether what it leaves in the session depends on data, so that running it again
 *     may leave something else: {@code SET @x = (SELECT …)}. Only {@link StatementKind#SESSION} and
 *     {@link StatementKind#DATA} that sets user variables ({@code CALL p(@x)}) leave anything
 * @param reason why it is {@link StatementKind#REFUSED}; otherwise empty
 */
public record SqlStatement(
    int number,
    int line,
    String text,
    StatementKind kind,
    List<ObjectEffect> effects,
    boolean readsData,
    String reason) {

  public SqlStatement {
    effects = List.copyOf(effects);
  }

  /** Adapts a statement to the kinds that the callers of {@link SqlScript} know. */
  static SqlStatement of(ScriptStatement statement) {
    Classification classification = statement.classification();
    StatementKind kind =
        switch (classification.kind()) {
          case READ, OPAQUE -> StatementKind.DATA;
          case AUTOCOMMIT_OFF, AUTOCOMMIT_ON, LOCK_TABLES, UNLOCK_TABLES -> StatementKind.REFUSED;
          default -> classification.kind();
        };
    String reason = kind == StatementKind.REFUSED ? "is not supported here" : "";
    return new SqlStatement(
        statement.number(),
        statement.line(),
        statement.text(),
        kind,
        classification.effects(),
        classification.has(Trait.READS_DATA),
        classification.refusal().map(Refusal::reason).orElse(reason));
  }

  /** Creates a statement that is not refused. */
  public SqlStatement(
      int number,
      int line,
      String text,
      StatementKind kind,
      List<ObjectEffect> effects,
      boolean readsData) {
    this(number, line, text, kind, effects, readsData, "");
  }
}
