// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The object that privileges apply to. Two spellings may name the same object, so objects are
 * compared with {@link NameComparison#same}.
 *
 * @param database the name of the database; for {@link Kind#DATABASE} a pattern: {@code _} and
 *     {@code %} are wildcards unless a backslash precedes them
 * @param name the name of the table or routine
 * @param text the object in SQL, in the spelling that {@code REVOKE} requires: {@code *.*}, {@code
 *     `database`.*}, {@code FUNCTION `database`.`name`}; empty for a role
 */
public record GrantObject(Kind kind, String database, String name, String text) {
  static final GrantObject SERVER = new GrantObject(Kind.SERVER, "", "", "*.*");

  private static final String IDENTIFIER = "`((?:[^`]|``)+)`";
  private static final String TYPE = "(?:(FUNCTION|PROCEDURE|PACKAGE BODY|PACKAGE) )?";
  private static final Pattern QUOTED =
      Pattern.compile(TYPE + IDENTIFIER + "\\.(?:\\*|" + IDENTIFIER + ")", Pattern.DOTALL);
  private static final Pattern UNQUOTED =
      Pattern.compile(TYPE + "(.+)\\.([^.]+)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /** The level of an object. */
  public enum Kind {
    SERVER,
    DATABASE,
    TABLE,
    ROUTINE,
    /** A role, or an account for which another one is a proxy. */
    OTHER
  }

  /** Returns the object in a row of {@code SHOW GRANTS}, with quoted names. */
  static GrantObject shown(String text) {
    Matcher parts = QUOTED.matcher(text);
    if (text.equals(SERVER.text())) {
      return SERVER;
    }
    if (!parts.matches()) {
      return new GrantObject(Kind.OTHER, "", "", text);
    }
    String database = unquoted(parts.group(2));
    if (parts.group(3) == null) {
      return new GrantObject(Kind.DATABASE, database, "", text);
    }
    Kind kind = parts.group(1) == null ? Kind.TABLE : Kind.ROUTINE;
    return new GrantObject(kind, database, unquoted(parts.group(3)), text);
  }

  /**
   * Returns the object in the notation of users, without quotes.
   *
   * @param text {@code *.*}, {@code database.*}, {@code database.table} or {@code FUNCTION
   *     database.name}
   * @throws IllegalArgumentException if it is none of these
   */
  public static GrantObject of(String text) {
    if (text.equals(SERVER.text())) {
      return SERVER;
    }
    Matcher parts = UNQUOTED.matcher(text);
    if (!parts.matches() || parts.group(2).equals("*")) {
      throw new IllegalArgumentException(text);
    }
    boolean all = parts.group(3).equals("*");
    String type = parts.group(1) == null ? "" : parts.group(1).toUpperCase(Locale.ROOT) + " ";
    return shown(
        type + identifier(parts.group(2)) + "." + (all ? "*" : identifier(parts.group(3))));
  }

  /** Returns the object for a database and its contents. */
  static GrantObject onDatabase(String database) {
    return shown(identifier(database) + ".*");
  }

  static String identifier(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String unquoted(String identifier) {
    return identifier.replace("``", "`");
  }

  /** Returns a string that is equal for equal objects only. */
  String key(NameComparison names) {
    String prefix = names.fold(database) + ".";
    return switch (kind) {
      case SERVER, OTHER -> text;
      case DATABASE -> names.fold(new DatabasePattern(database, names).normalized()) + ".*";
      case TABLE -> prefix + names.fold(name);
      case ROUTINE -> text.substring(0, text.indexOf('`')) + prefix + name.toLowerCase(Locale.ROOT);
    };
  }

  /** Returns whether privileges on this object also apply to another one. */
  boolean includes(GrantObject other, NameComparison names) {
    return switch (kind) {
      case SERVER -> true;
      case DATABASE ->
          names.same(this, other)
              || (!other.database().isEmpty()
                  && new DatabasePattern(database, names).matches(other.literalDatabase(names)));
      case TABLE, ROUTINE, OTHER -> names.same(this, other);
    };
  }

  /** Returns the name of the database without backslashes. */
  String literalDatabase(NameComparison names) {
    return kind == Kind.DATABASE ? new DatabasePattern(database, names).literal() : database;
  }

  @Override
  public String toString() {
    return text;
  }
}
