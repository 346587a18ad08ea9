// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/** Resolves views to the tables that they read. */
public final class ViewTables {
  private ViewTables() {}

  /**
   * Returns the tables and views that a view reads, including those in subqueries.
   *
   * @param query the query of the view, as the server returns it
   */
  public static Set<ObjectName> tables(String query) {
    return QueryTables.of(ScriptSession.tokens(query, SqlMode.DEFAULT));
  }
}
