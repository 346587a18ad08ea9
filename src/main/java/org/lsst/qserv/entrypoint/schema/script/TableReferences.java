// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads table references ({@code a JOIN b ON …, (c, d) …}) up to the next clause. Derived tables
 * and table functions are ignored.
 */
final class TableReferences {
  /** Keywords that end the references. They cannot be aliases. */
  private static final Set<String> TERMINATORS =
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

  /** Consumes and returns the references; the next token is then the first after them. */
  static List<TableReference> take(TokenStream tokens) {
    TableReferences parser = new TableReferences(tokens);
    while (!tokens.isAtEnd() && parser.step()) {}
    return parser.references;
  }

  private boolean step() {
    Token next = tokens.peek();
    if (next.isSymbol(')')) {
      tokens.take();
      return --depth >= 0;
    }
    boolean locks = next.is("FOR") && (tokens.peek(1).is("UPDATE") || tokens.peek(1).is("SHARE"));
    if (next.isOneOf(TERMINATORS) || next.isSymbol(';') || locks) {
      return false;
    }
    if (expectsTable) {
      table(next);
      return true;
    }
    boolean hint = tokens.peek(-1).is("FOR"); // FORCE INDEX FOR JOIN (i)
    tokens.take();
    if (next.isSymbol('(')) {
      skipRestOfGroup();
    }
    expectsTable = next.isSymbol(',') || (next.isOneOf(JOINS) && !hint);
    return true;
  }

  private void table(Token next) {
    if (next.isSymbol('(') && tokens.peek(1).isOneOf(QUERY)) {
      tokens.skipGroup();
      expectsTable = false;
    } else if (next.isName() && !next.is("LATERAL") && !next.is("OJ")) {
      namedTable();
    } else {
      depth += next.isSymbol('(') ? 1 : 0;
      tokens.take(); // nested joins, { OJ … }
    }
  }

  private void namedTable() {
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
    boolean named = next.isName() && !next.isOneOf(TERMINATORS) && !next.isOneOf(NO_ALIAS);
    boolean alias = as || named;
    references.add(new TableReference(table, alias ? tokens.take().text() : table.name()));
  }

  private void skipRestOfGroup() {
    tokens.skipTo(token -> token.isSymbol(')'));
    tokens.takeSymbol(')');
  }
}
