// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;

/** Looks up the objects that a statement names. */
interface ServerCatalog {
  /**
   * A table or view.
   *
   * @param isView whether the name is that of a view
   * @param engine the storage engine, or SEQUENCE; empty for a view
   * @param viewDefinition the query of a view; empty for a table, or if the account cannot see it
   * @param triggers its triggers
   * @param usesSequence whether the default of a column takes the next value of a sequence
   */
  record Table(
      boolean isView,
      String engine,
      String viewDefinition,
      List<Routine> triggers,
      boolean usesSequence) {
    public Table {
      triggers = List.copyOf(triggers);
    }
  }

  /**
   * A stored routine or a trigger.
   *
   * @param database its database, which is also the default for unqualified names in its body
   * @param mode the SQL mode in which its body is parsed
   * @param body the text of its body; empty if the account cannot see it
   */
  record Routine(String database, SqlMode mode, String body) {}

  /** Returns the table or view with a qualified name; empty if there is none. */
  Optional<Table> table(ObjectName name) throws SQLException;

  /** Returns the procedures, functions and packages with a name; several may share it. */
  List<Routine> routines(ObjectName name) throws SQLException;

  /** Returns whether the server ignores case when it compares names of tables. */
  boolean ignoresCase() throws SQLException;
}
