// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.regex.Pattern;

/**
 * The database name of a grant: {@code _} matches any character and {@code %} any string, unless a
 * backslash precedes them.
 */
public record DatabasePattern(String text, NameComparison names) {
  private static final String WILDCARDS = "_%";

  /** Returns whether the pattern matches the name of a database. */
  public boolean matches(String database) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isEscape(i)) {
        i++;
        regex.append(Pattern.quote(text.substring(i, i + 1)));
      } else {
        regex.append(
            switch (c) {
              case '_' -> ".";
              case '%' -> ".*";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    int flags = Pattern.DOTALL | (names.caseSensitive() ? 0 : Pattern.CASE_INSENSITIVE);
    return Pattern.compile(regex.toString(), flags).matcher(database).matches();
  }

  /** Returns whether it contains {@code %}; an underscore is usually meant literally. */
  boolean hasWildcard() {
    for (int i = 0; i < text.length(); i++) {
      if (isEscape(i)) {
        i++;
      } else if (text.charAt(i) == '%') {
        return true;
      }
    }
    return false;
  }

  /** Returns the name without the backslashes that make wildcards literal. */
  String literal() {
    return text.replaceAll("\\\\([_%])", "$1");
  }

  /**
   * Returns the form that equivalent spellings share. Names with an underscore are usually written
   * without a backslash and meant literally, so both spellings are equivalent.
   */
  String normalized() {
    StringBuilder normalized = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (isEscape(i)) {
        i++;
        normalized.append(text.charAt(i) == '_' ? "_" : "\\%");
      } else {
        normalized.append(text.charAt(i));
      }
    }
    return normalized.toString();
  }

  private boolean isEscape(int i) {
    return text.charAt(i) == '\\'
        && i + 1 < text.length()
        && WILDCARDS.indexOf(text.charAt(i + 1)) >= 0;
  }
}
