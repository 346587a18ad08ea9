// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads table references ({@code a JOIN b ON …, (c, d) …}) up to the clause that follows. Derived
 * tables and table functions are left out.
 */
final class TableReferences {
  /** What ends the references, or cannot be an alias. */
  private static final Set<String> ENDS =
      Set.of(
          "SET",
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "MINUS",
          "LOCK",
          "INTO",
          "WINDOW",
          "PROCEDURE",
          "RETURNING",
          "FETCH",
          "OFFSET",
          "DO");

  private static final Set<String> JOINS = Set.of("JOIN", "STRAIGHT_JOIN");

  private static final Set<String> NO_ALIAS =
      Set.of(
          "JOIN",
          "STRAIGHT_JOIN",
          "INNER",
          "CROSS",
          "LEFT",
          "RIGHT",
          "FULL",
          "OUTER",
          "NATURAL",
          "ON",
          "USING",
          "USE",
          "FORCE",
          "IGNORE",
          "FOR",
          "PARTITION",
          "AS",
          "VALUES",
          "SELECT");

  private static final Set<String> QUERY = Set.of("SELECT", "WITH", "VALUES");

  private final TokenStream tokens;
  private final List<TableReference> references = new ArrayList<>();
  private boolean expectsTable = true;
  private int depth;

  private TableReferences(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Takes the references; the stream is then at what follows them. */
  static List<TableReference> take(TokenStream tokens) {
    TableReferences reading = new TableReferences(tokens);
    while (!tokens.isAtEnd() && reading.step()) {}
    return reading.references;
  }

  private boolean step() {
    Token next = tokens.peek();
    if (next.isSign(')')) {
      tokens.take();
      return --depth >= 0;
    }
    boolean locks = next.is("FOR") && (tokens.peek(1).is("UPDATE") || tokens.peek(1).is("SHARE"));
    if (next.isOneOf(ENDS) || next.isSign(';') || locks) {
      return false;
    }
    if (expectsTable) {
      table(next);
      return true;
    }
    boolean hint = tokens.peek(-1).is("FOR"); // FORCE INDEX FOR JOIN (i)
    tokens.take();
    if (next.isSign('(')) {
      skipRestOfGroup();
    }
    expectsTable = next.isSign(',') || (next.isOneOf(JOINS) && !hint);
    return true;
  }

  private void table(Token next) {
    if (next.isSign('(') && tokens.peek(1).isOneOf(QUERY)) {
      tokens.skipGroup();
      expectsTable = false;
    } else if (next.isName() && !next.is("LATERAL") && !next.is("OJ")) {
      named();
    } else {
      depth += next.isSign('(') ? 1 : 0;
      tokens.take(); // nested joins, { OJ … }
    }
  }

  private void named() {
    expectsTable = false;
    ObjectName table = tokens.takeName();
    if (tokens.skipGroup()) {
      return; // JSON_TABLE(…)
    }
    if (tokens.take("PARTITION")) {
      tokens.skipGroup();
    }
    boolean as = tokens.take("AS");
    Token next = tokens.peek();
    boolean named = next.isName() && !next.isOneOf(ENDS) && !next.isOneOf(NO_ALIAS);
    boolean alias = as || named;
    references.add(new TableReference(table, alias ? tokens.take().text() : table.name()));
  }

  private void skipRestOfGroup() {
    tokens.skipTo(token -> token.isSign(')'));
    tokens.takeSign(')');
  }
}
