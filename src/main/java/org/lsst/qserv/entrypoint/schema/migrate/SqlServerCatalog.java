// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;

/** Reads the catalog from {@code information_schema}, one round trip per object. */
final class SqlServerCatalog implements ServerCatalog {
  /** Everything about one table, in rows of a kind, a string and an SQL mode. */
  private static final String TABLE_QUERY =
      "SELECT TABLE_TYPE, IF(TABLE_TYPE = 'SEQUENCE', TABLE_TYPE, IFNULL(ENGINE, '')), ''"
          + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
          + " UNION ALL SELECT 'definition', VIEW_DEFINITION, '' FROM information_schema.VIEWS"
          + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
          + " UNION ALL SELECT 'trigger', ACTION_STATEMENT, SQL_MODE"
          + " FROM information_schema.TRIGGERS"
          + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?"
          + " UNION ALL SELECT 'default', COLUMN_DEFAULT, '' FROM information_schema.COLUMNS"
          + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_DEFAULT LIKE '%nextval(%'";

  private static final String ROUTINES_QUERY =
      "SELECT ROUTINE_SCHEMA, ROUTINE_DEFINITION, SQL_MODE FROM information_schema.ROUTINES"
          + " WHERE ROUTINE_NAME = ? AND (? = '' OR ROUTINE_SCHEMA = ?)"
          // the routines of a package are in the package's body
          + " UNION ALL SELECT ROUTINE_SCHEMA, ROUTINE_DEFINITION, SQL_MODE FROM"
          + " information_schema.ROUTINES WHERE ROUTINE_NAME = ? AND ROUTINE_TYPE = 'PACKAGE BODY'";

  private static final String VIEW = "VIEW";

  private record Row(String kind, String text, String modes) {}

  private final ServerSession session;
  private @Nullable Boolean ignoresCase; // null: not read yet

  SqlServerCatalog(ServerSession session) {
    this.session = session;
  }

  @Override
  public Optional<Table> table(ObjectName name) throws SQLException {
    String database = name.database();
    String table = name.name();
    List<Row> rows =
        session.query(
            TABLE_QUERY,
            row ->
                new Row(
                    row.getString(1),
                    Optional.ofNullable(row.getString(2)).orElse(""),
                    row.getString(3)),
            database,
            table,
            database,
            table,
            database,
            table,
            database,
            table);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    boolean isView = rows.stream().anyMatch(row -> row.kind().endsWith(VIEW));
    return Optional.of(
        new Table(
            isView,
            isView ? "" : rows.getFirst().text(),
            String.join("", strings(rows, "definition")),
            triggers(rows, database),
            !strings(rows, "default").isEmpty()));
  }

  private static List<Routine> triggers(List<Row> rows, String database) {
    return rows.stream()
        .filter(row -> row.kind().equals("trigger"))
        .map(row -> new Routine(database, SqlMode.of(row.modes()), row.text()))
        .toList();
  }

  private static List<String> strings(List<Row> rows, String kind) {
    List<String> strings = new ArrayList<>();
    for (Row row : rows) {
      if (row.kind().equals(kind)) {
        strings.add(row.text());
      }
    }
    return strings;
  }

  @Override
  public List<Routine> routines(ObjectName name) throws SQLException {
    return session.query(
        ROUTINES_QUERY,
        row ->
            new Routine(
                row.getString(1),
                SqlMode.of(row.getString(3)),
                Optional.ofNullable(row.getString(2)).orElse("")),
        name.name(),
        name.database(),
        name.database(),
        name.database());
  }

  @Override
  public boolean ignoresCase() throws SQLException {
    Boolean known = ignoresCase;
    if (known == null) {
      known = !session.string("SELECT @@lower_case_table_names").orElse("0").equals("0");
      ignoresCase = known;
    }
    return known;
  }
}
