// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.stream.Collectors;

/** Writes values as SQL. The rules are MariaDB's, of string literals and of identifiers. */
final class SqlText {
  /** MariaDB's limit for names of databases, tables and columns, in characters. */
  private static final int LONGEST_NAME = 64;

  private static final int LAST_OF_BASIC_PLANE = 0xFFFF;

  private SqlText() {}

  /**
   * Returns a complete string literal, with its quotes, that the server reads as the value.
   *
   * @param noBackslashEscapes whether the server's {@code sql_mode} has {@code
   *     NO_BACKSLASH_ESCAPES}: then a backslash is an ordinary character, and only quotes are
   *     doubled
   */
  static String string(String value, boolean noBackslashEscapes) {
    String quoted = value.replace("'", "''");
    return "'" + (noBackslashEscapes ? quoted : escaped(quoted)) + "'";
  }

  /** Line breaks are escaped as well: a literal that stays on one line survives any editor. */
  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\0", "\\0")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  /**
   * Returns an identifier in backquotes.
   *
   * @throws TemplateMistake if the server cannot have such a name
   */
  static String name(String value) {
    if (value.isEmpty() || value.endsWith(" ")) {
      throw new TemplateMistake("sql_name: the name is empty or ends with a space");
    }
    if (value.codePointCount(0, value.length()) > LONGEST_NAME) {
      throw new TemplateMistake("sql_name: the name has more than " + LONGEST_NAME + " characters");
    }
    if (value.codePoints().anyMatch(c -> c == 0 || c > LAST_OF_BASIC_PLANE)) {
      throw new TemplateMistake("sql_name: the name has a character that names cannot have");
    }
    return value
        .chars()
        .mapToObj(c -> c == '`' ? "``" : Character.toString(c))
        .collect(Collectors.joining("", "`", "`"));
  }
}
