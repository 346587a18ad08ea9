// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.stream.Collectors;

/** Converts values to string literals and identifiers of MariaDB. */
final class SqlText {
  /** MariaDB's limit for the names of databases, tables and columns, in characters. */
  private static final int MAX_NAME_LENGTH = 64;

  private static final int LAST_OF_BASIC_PLANE = 0xFFFF;

  private SqlText() {}

  /**
   * Returns a complete string literal, with quotes, that the server evaluates to the value.
   *
   * @param noBackslashEscapes whether the server's {@code sql_mode} has {@code
   *     NO_BACKSLASH_ESCAPES}: then a backslash is an ordinary character, and only quotes are
   *     doubled
   */
  static String string(String value, boolean noBackslashEscapes) {
    String quoted = value.replace("'", "''");
    return "'" + (noBackslashEscapes ? quoted : escaped(quoted)) + "'";
  }

  /** Also escapes line breaks, because an editor might change them. */
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
   * @throws TemplateException if the name is not allowed by the server
   */
  static String name(String value) {
    if (value.isEmpty() || value.endsWith(" ")) {
      throw new TemplateException("sql_name: the name is empty or ends with a space");
    }
    if (value.codePointCount(0, value.length()) > MAX_NAME_LENGTH) {
      throw new TemplateException(
          "sql_name: the name has more than " + MAX_NAME_LENGTH + " characters");
    }
    if (value.codePoints().anyMatch(c -> c == 0 || c > LAST_OF_BASIC_PLANE)) {
      throw new TemplateException(
          "sql_name: the name contains a character that is not allowed in names");
    }
    return value
        .chars()
        .mapToObj(c -> c == '`' ? "``" : Character.toString(c))
        .collect(Collectors.joining("", "`", "`"));
  }
}
