// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What privileges are on. Two spellings may name the same object, so objects are compared with
 * {@link NameComparison#same}.
 *
 * @param database its name; of {@link Kind#DATABASE} a pattern: {@code _} and {@code %} are
 *     wildcards unless a backslash is in front of them
 * @param name of the table or routine
 * @param text the object in SQL, in the spelling that a {@code REVOKE} needs: {@code *.*}, {@code
 *     `database`.*}, {@code FUNCTION `database`.`name`}; empty for a role
 */
public record GrantObject(Kind kind, String database, String name, String text) {
  static final GrantObject SERVER = new GrantObject(Kind.SERVER, "", "", "*.*");

  private static final String IDENTIFIER = "`((?:[^`]|``)+)`";
  private static final String TYPE = "(?:(FUNCTION|PROCEDURE|PACKAGE BODY|PACKAGE) )?";
  private static final Pattern SHOWN =
      Pattern.compile(TYPE + IDENTIFIER + "\\.(?:\\*|" + IDENTIFIER + ")", Pattern.DOTALL);
  private static final Pattern WRITTEN =
      Pattern.compile(TYPE + "(.+)\\.([^.]+)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /** The level of an object. */
  public enum Kind {
    SERVER,
    DATABASE,
    TABLE,
    ROUTINE,
    /** A role, or an account that another one may act for. */
    OTHER
  }

  /** Returns the object that {@code SHOW GRANTS} names, with quoted names. */
  static GrantObject shown(String text) {
    Matcher parts = SHOWN.matcher(text);
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
   * Returns the object that a user names, without quotes.
   *
   * @param text {@code *.*}, {@code database.*}, {@code database.table} or {@code FUNCTION
   *     database.name}
   * @throws IllegalArgumentException if it is none of these
   */
  public static GrantObject of(String text) {
    if (text.equals(SERVER.text())) {
      return SERVER;
    }
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches() || parts.group(2).equals("*")) {
      throw new IllegalArgumentException(text);
    }
    boolean all = parts.group(3).equals("*");
    String type = parts.group(1) == null ? "" : parts.group(1).toUpperCase(Locale.ROOT) + " ";
    return shown(
        type + identifier(parts.group(2)) + "." + (all ? "*" : identifier(parts.group(3))));
  }

  /** Returns a database and all in it. */
  static GrantObject onDatabase(String database) {
    return shown(identifier(database) + ".*");
  }

  static String identifier(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String unquoted(String identifier) {
    return identifier.replace("``", "`");
  }

  /** Returns a text that equal objects share and others do not. */
  String key(NameComparison names) {
    String where = names.fold(database) + ".";
    return switch (kind) {
      case SERVER, OTHER -> text;
      case DATABASE -> names.fold(new DatabasePattern(database, names).spelledOut()) + ".*";
      case TABLE -> where + names.fold(name);
      case ROUTINE -> text.substring(0, text.indexOf('`')) + where + name.toLowerCase(Locale.ROOT);
    };
  }

  /** Returns whether privileges on this object are privileges on another one, too. */
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
