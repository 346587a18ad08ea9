// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.schema.script.Classification;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.QueryTables;
import org.lsst.qserv.entrypoint.schema.script.Refusal;
import org.lsst.qserv.entrypoint.schema.script.RoutineBodyClassifier;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;
import org.lsst.qserv.entrypoint.schema.script.Trait;

/**
 * Determines which tables a statement writes to. It resolves views to their tables, and routines
 * and triggers to the writes of their bodies. Objects that cannot be resolved count as not
 * transactional. Objects are cached until a statement may have changed definitions.
 */
final class ViewAndRoutineResolver {
  private static final String TRANSACTIONAL_ENGINE = "InnoDB";

  private final ServerCatalog catalog;
  private final Map<ObjectName, Optional<ServerCatalog.Table>> tables = new HashMap<>();
  private final Map<ObjectName, List<ServerCatalog.Routine>> routines = new HashMap<>();

  ViewAndRoutineResolver(ServerCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The writes of a statement.
   *
   * @param nonTransactionalObjects the objects whose changes might survive a rollback, as shown in
   *     messages; empty if the statement is transactional
   * @param readsOutcome whether it, or a routine that it calls, reads the outcome of the previous
   *     statement
   * @param writes whether it writes to a table
   * @param refusal the reason why an upgrade cannot execute a routine that it calls; empty if there
   *     is none
   */
  record Writes(
      Set<String> nonTransactionalObjects,
      boolean readsOutcome,
      boolean writes,
      Optional<Refusal> refusal) {
    /** Returns whether a rollback undoes the statement. */
    boolean isTransactional() {
      return nonTransactionalObjects.isEmpty();
    }
  }

  /** Clears the cache; called after a statement that may have changed definitions. */
  void clearCache() {
    tables.clear();
    routines.clear();
  }

  /**
   * Resolves a statement.
   *
   * @param database the current database of the session; empty if there is none
   */
  Writes resolve(Classification statement, String database) throws SQLException {
    return new Walk().walk(statement, database);
  }

  /** Resolves one statement; visits each object only once, because routines may call each other. */
  private final class Walk {
    private final Set<String> nonTransactionalObjects = new TreeSet<>();
    private final Set<ObjectName> seenTables = new HashSet<>();
    private final Set<ServerCatalog.Routine> seenRoutines = new HashSet<>();
    private final Deque<ObjectName> pendingTables = new ArrayDeque<>();
    private boolean readsOutcome;
    private boolean writes;
    private Optional<Refusal> refusal = Optional.empty();

    Writes walk(Classification statement, String database) throws SQLException {
      if (statement.kind() == StatementKind.OPAQUE) {
        nonTransactionalObjects.add("objects that a statement does not name in its text");
      }
      readsOutcome = statement.has(Trait.READS_DIAGNOSTICS);
      visit(statement, database);
      while (!pendingTables.isEmpty()) {
        visitTable(pendingTables.remove());
      }
      return new Writes(nonTransactionalObjects, readsOutcome, writes, refusal);
    }

    private void visit(Classification code, String database) throws SQLException {
      if (code.has(Trait.USES_SEQUENCE)) {
        nonTransactionalObjects.add("a sequence");
      }
      for (ObjectName target : code.targets()) {
        writes = true;
        pendingTables.add(normalized(target, database));
      }
      for (ObjectName call : code.calls()) {
        for (ServerCatalog.Routine routine : routines(normalized(call, database))) {
          visitRoutine(routine, "routine " + call.name());
        }
      }
    }

    private void visitRoutine(ServerCatalog.Routine routine, String what) throws SQLException {
      if (!seenRoutines.add(routine)) {
        return;
      }
      if (routine.body().isEmpty()) {
        nonTransactionalObjects.add(what + ", whose body this account cannot see");
        return;
      }
      Classification code = RoutineBodyClassifier.classify(routine.body(), routine.mode());
      if (code.kind() == StatementKind.OPAQUE) {
        nonTransactionalObjects.add(what);
      }
      refusal = refusal.or(code::refusal);
      readsOutcome |= code.has(Trait.READS_DIAGNOSTICS);
      visit(code, routine.database());
    }

    private void visitTable(ObjectName name) throws SQLException {
      if (!seenTables.add(name)) {
        return;
      }
      Optional<ServerCatalog.Table> found = tables.get(name);
      if (found == null) {
        found = catalog.table(name);
        tables.put(name, found);
      }
      if (found.isEmpty()) {
        return; // the server will refuse the statement
      }
      ServerCatalog.Table table = found.get();
      if (table.isView() && table.viewDefinition().isEmpty()) {
        nonTransactionalObjects.add(
            "view " + name.name() + ", whose definition this account cannot see");
      }
      if (table.isView()) {
        for (ObjectName base : QueryTables.of(table.viewDefinition())) {
          pendingTables.add(normalized(base, name.database()));
        }
        return;
      }
      if (!table.engine().equals(TRANSACTIONAL_ENGINE)) {
        nonTransactionalObjects.add(name.database() + "." + name.name());
      }
      if (table.usesSequence()) {
        nonTransactionalObjects.add("the sequence of a column of " + name.name());
      }
      for (ServerCatalog.Routine trigger : table.triggers()) {
        visitRoutine(trigger, "a trigger of " + name.name());
      }
    }

    private List<ServerCatalog.Routine> routines(ObjectName name) throws SQLException {
      List<ServerCatalog.Routine> found = routines.get(name);
      if (found == null) {
        found = catalog.routines(name);
        routines.put(name, found);
      }
      return found;
    }

    private ObjectName normalized(ObjectName name, String database) throws SQLException {
      String where = name.database().isEmpty() ? database : name.database();
      return catalog.ignoresCase()
          ? new ObjectName(where.toLowerCase(Locale.ROOT), name.name().toLowerCase(Locale.ROOT))
          : new ObjectName(where, name.name());
    }
  }
}
