package org.lsst.qserv.entrypoint.database;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Privileges on one object.
 *
 * @param object as the server writes it: {@code *.*}, {@code `database`.*}, {@code FUNCTION
 *     `database`.`name`}; empty for a role
 * @param privileges in upper case, {@link #ALL} and {@link #GRANT_OPTION} among them; for a role
 *     its name
 */
public record Grant(String object, Set<String> privileges) {
  static final String EVERYTHING = "*.*";
  static final String ALL = "ALL PRIVILEGES";
  static final String GRANT_OPTION = "GRANT OPTION";

  public Grant {
    privileges = Set.copyOf(privileges);
  }

  /**
   * A grant as people write it.
   *
   * @param object {@code *.*} or {@code database.*}, in whose name {@code _} and {@code %} are
   *     wildcards unless a backslash stands before them
   */
  public static Grant of(String object, Iterable<String> privileges) {
    Set<String> names = new TreeSet<>();
    for (String privilege : privileges) {
      String name = privilege.strip().toUpperCase(Locale.ROOT);
      names.add(name.equals("ALL") ? ALL : name);
    }
    String database = object.substring(0, object.length() - ".*".length());
    return new Grant(database.equals("*") ? EVERYTHING : onDatabase(database), names);
  }

  /** The object that is a database and all in it. */
  static String onDatabase(String database) {
    return identifier(database) + ".*";
  }

  static String identifier(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** Whether a privilege is among these, or in them all. */
  boolean covers(String privilege) {
    return privileges.contains(privilege)
        || (privileges.contains(ALL) && !privilege.equals(GRANT_OPTION));
  }

  /** A statement that gives privileges on an object. */
  static String give(String object, Set<String> privileges, AccountName to) {
    Set<String> names = new TreeSet<>(privileges);
    boolean option = names.remove(GRANT_OPTION);
    return "GRANT "
        + (names.isEmpty() ? "USAGE" : String.join(", ", names))
        + " ON "
        + object
        + " TO "
        + to
        + (option ? " WITH GRANT OPTION" : "");
  }

  /** A statement that takes one privilege away. */
  static String take(String object, String privilege, AccountName from) {
    return "REVOKE " + privilege + " ON " + object + " FROM " + from;
  }
}
