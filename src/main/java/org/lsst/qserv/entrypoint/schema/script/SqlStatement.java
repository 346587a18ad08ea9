package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;

/**
 * One statement as the server gets it.
 *
 * @param number from 1, in the script
 * @param line of the script in which it begins, from 1
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

  /** One that is not refused. */
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
