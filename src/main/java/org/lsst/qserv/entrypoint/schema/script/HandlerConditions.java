// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * Reads the conditions of {@code DECLARE … HANDLER FOR condition, … statement}. A statement starts
 * where they end.
 */
final class HandlerConditions {
  private enum Expected {
    FOR,
    CONDITION,
    /** After {@code NOT}, {@code SQLSTATE} or {@code SQLSTATE VALUE}. */
    REST_OF_CONDITION,
    COMMA_OR_STATEMENT
  }

  private Expected expected = Expected.FOR;

  /** Reads the next token, and returns whether it belongs to the conditions. */
  boolean consume(Token token) {
    if (expected == Expected.COMMA_OR_STATEMENT) {
      boolean comma = token.isSymbol(',');
      expected = comma ? Expected.CONDITION : expected;
      return comma;
    }
    expected = after(token);
    return true;
  }

  private Expected after(Token token) {
    if (expected == Expected.FOR) {
      return token.is("FOR") ? Expected.CONDITION : expected;
    }
    boolean unfinished = token.is("NOT") || token.is("SQLSTATE") || token.is("VALUE");
    return unfinished ? Expected.REST_OF_CONDITION : Expected.COMMA_OR_STATEMENT;
  }

  /** Returns whether a statement may follow. */
  boolean isComplete() {
    return expected == Expected.COMMA_OR_STATEMENT;
  }
}
