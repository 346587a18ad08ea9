// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of privileges. A server accepts several names for some of them and shows one; see <a
 * href="https://mariadb.com/docs/server/reference/sql-statements/account-management-sql-statements/grant">GRANT</a>.
 */
final class PrivilegeNames {
  private static final Pattern OF_COLUMNS = Pattern.compile("([^(]+)\\((.*)\\)", Pattern.DOTALL);
  private static final Pattern COLUMN = Pattern.compile("`((?:[^`]|``)+)`|([^,`\\s]+)");

  /** The names that a server accepts, and the ones that it shows since 10.5. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "ALL", Grant.ALL,
          "CREATE TEMPORARY TABLE", "CREATE TEMPORARY TABLES",
          "DELETE VERSIONING ROWS", "DELETE HISTORY",
          "REPLICA MONITOR", "SLAVE MONITOR",
          "REPLICATION CLIENT", "BINLOG MONITOR",
          "REPLICATION REPLICA", "REPLICATION SLAVE",
          "REPLICATION REPLICA ADMIN", "REPLICATION SLAVE ADMIN");

  private static final List<String> ON_TABLE =
      List.of(
          "ALTER",
          "CREATE",
          "CREATE VIEW",
          "DELETE",
          "DELETE HISTORY",
          "DROP",
          "INDEX",
          "INSERT",
          "REFERENCES",
          "SELECT",
          "SHOW VIEW",
          "TRIGGER",
          "UPDATE");

  private static final List<String> ON_ROUTINE = List.of("ALTER ROUTINE", "EXECUTE");

  private static final List<String> ON_DATABASE =
      sorted(
          ON_TABLE,
          ON_ROUTINE,
          List.of("CREATE ROUTINE", "CREATE TEMPORARY TABLES", "EVENT", "LOCK TABLES"));

  /** The global privileges. */
  private static final List<String> ON_SERVER =
      sorted(
          ON_DATABASE,
          List.of(
              "BINLOG ADMIN",
              "BINLOG MONITOR",
              "BINLOG REPLAY",
              "CONNECTION ADMIN",
              "CREATE TABLESPACE",
              "CREATE USER",
              "FEDERATED ADMIN",
              "FILE",
              "PROCESS",
              "READ_ONLY ADMIN",
              "RELOAD",
              "REPLICATION MASTER ADMIN",
              "REPLICATION SLAVE",
              "REPLICATION SLAVE ADMIN",
              "SET USER",
              "SHOW DATABASES",
              "SHUTDOWN",
              "SLAVE MONITOR",
              "SUPER"));

  private PrivilegeNames() {}

  /**
   * Returns all privileges that can be granted on an object, except {@link Grant#ALL}, according to
   * MariaDB 10.11. Empty for a role.
   */
  static List<String> complete(GrantObject.Kind kind) {
    return switch (kind) {
      case DATABASE -> ON_DATABASE;
      case TABLE -> ON_TABLE;
      case ROUTINE -> ON_ROUTINE;
      case SERVER -> ON_SERVER;
      case OTHER -> List.of();
    };
  }

  /**
   * Returns the normalized names for a privilege in any case and with any whitespace: one, or one
   * for each column of {@code SELECT (a, b)}. Columns keep their case, which {@code REVOKE}
   * requires and comparisons ignore.
   */
  static List<String> of(String privilege) {
    Matcher columns = OF_COLUMNS.matcher(privilege.strip());
    if (!columns.matches()) {
      return List.of(name(privilege));
    }
    List<String> names = new ArrayList<>();
    Matcher column = COLUMN.matcher(columns.group(2));
    while (column.find()) {
      String bare = column.group(1) == null ? column.group(2) : column.group(1).replace("``", "`");
      names.add(name(columns.group(1)) + " (" + GrantObject.identifier(bare) + ")");
    }
    return names;
  }

  private static String name(String text) {
    String name = text.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    return SYNONYMS.getOrDefault(name, name);
  }

  /** Returns whether a privilege is on one column only. */
  static boolean isOfColumn(String privilege) {
    return privilege.endsWith(")");
  }

  /** Returns the privilege on the whole table. */
  static String withoutColumn(String privilege) {
    return isOfColumn(privilege) ? privilege.substring(0, privilege.indexOf(" (")) : privilege;
  }

  @SafeVarargs
  private static List<String> sorted(List<String>... lists) {
    TreeSet<String> all = new TreeSet<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }
}
