// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the tables that a query reads, including those in subqueries. */
public final class QueryTables {
  private QueryTables() {}

  /**
   * Returns the tables and views that a query reads.
   *
   * @param query the query, such as that of a view, as the server returns it
   */
  public static Set<ObjectName> of(String query) {
    return of(ScriptSession.tokens(query, SqlMode.DEFAULT));
  }

  private static Set<ObjectName> of(List<Token> tokens) {
    Set<ObjectName> tables = new LinkedHashSet<>();
    Deque<Boolean> queries = new ArrayDeque<>(List.of(false));
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isSymbol('(')) {
        queries.push(false);
      } else if (token.isSymbol(')') && queries.size() > 1) {
        queries.pop();
      } else if (token.is("SELECT")) {
        queries.pop();
        queries.push(true);
      } else if (token.is("FROM") && queries.getFirst()) { // not the FROM in TRIM(a FROM b)
        TokenStream rest = new TokenStream(tokens.subList(i + 1, tokens.size()));
        TableReferences.take(rest).forEach(reference -> tables.add(reference.table()));
      }
    }
    tables.removeAll(commonTableExpressions(tokens));
    return tables;
  }

  private static Set<ObjectName> commonTableExpressions(List<Token> tokens) {
    Set<ObjectName> names = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("WITH")) {
        names.addAll(
            CommonTableExpressions.skip(new TokenStream(tokens.subList(i, tokens.size()))));
      }
    }
    return names;
  }
}
