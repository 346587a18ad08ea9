// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.HashSet;
import java.util.Set;

/**
 * Tracks the temporary tables that a script has created so far. A change of one of them looks like
 * a data change, but changes only the session, and must be repeated in a new session.
 */
final class TemporaryTables {
  /** Result of looking up a name among the temporary tables. */
  enum Match {
    YES,
    /** The names differ only in case, which the server may ignore. */
    MAYBE,
    NO
  }

  private final Set<ObjectName> tables = new HashSet<>();
  private String database;

  TemporaryTables(String database) {
    this.database = database;
  }

  void use(String newDatabase) {
    database = newDatabase;
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  void add(ObjectName table) {
    tables.add(qualified(table));
  }

  void remove(ObjectName table) {
    tables.remove(qualified(table));
  }

  Match match(ObjectName table) {
    ObjectName name = qualified(table);
    if (tables.contains(name)) {
      return Match.YES;
    }
    boolean similar =
        tables.stream()
            .anyMatch(temporary ->
                temporary.name().equalsIgnoreCase(name.name())
                    && temporary.database().equalsIgnoreCase(name.database()));
    return similar ? Match.MAYBE : Match.NO;
  }

  private ObjectName qualified(ObjectName table) {
    return table.database().isEmpty() ? new ObjectName(database, table.name()) : table;
  }
}
