// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;

/** What the server knows of the objects that a statement names. */
interface ServerCatalog {
  /**
   * A table or view.
   *
   * @param isView whether the name is that of a view
   * @param engine the storage engine, or SEQUENCE; empty for a view
   * @param viewDefinition the query of a view; empty for a table, and if the account cannot see it
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
   * @param database where it is, and where names in its body without a database are
   * @param mode how its body is read
   * @param body empty if the account cannot see it
   */
  record Routine(String database, SqlMode mode, String body) {}

  /** Returns the table or view of a name with a database. */
  Optional<Table> table(ObjectName name) throws SQLException;

  /** Returns the routines of a name: procedures, functions, and those of packages. */
  List<Routine> routines(ObjectName name) throws SQLException;

  /** Returns how the server compares names of tables: whether upper and lower case are equal. */
  boolean ignoresCase() throws SQLException;
}
