// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Set;

/** Classifies what the server stores: bodies of routines, triggers and events, and views. */
public final class RoutineBody {
  private RoutineBody() {}

  /**
   * Classifies the body of a stored routine, as the server returns it: as if all its statements
   * were executed. The kind is READ, DATA, or OPAQUE if the body executes a prepared statement,
   * changes definitions or global variables, or ends a transaction.
   *
   * @param mode the {@code sql_mode} with which the routine was created
   */
  public static Classification of(String body, SqlMode mode) {
    return BodyScan.of(ScriptSession.tokens(body, mode)).classification();
  }

  /** Classifies a compound statement that is not in a routine. */
  static Classification compound(TokenStream tokens) {
    Classification body = BodyScan.of(tokens.remaining()).classification();
    if (body.refusal().isPresent()) {
      return body;
    }
    return Draft.of(StatementKind.OPAQUE)
        .targets(body.targets())
        .calls(body.calls())
        .with(body.traits().toArray(Trait[]::new))
        .toClassification();
  }

  /**
   * Returns the tables and views that a view reads.
   *
   * @param viewDefinition its query, as the server prints it
   */
  public static Set<ObjectName> tablesOf(String viewDefinition) {
    List<Token> tokens = ScriptSession.tokens(viewDefinition, SqlMode.DEFAULT);
    return QueryTables.of(tokens);
  }
}
