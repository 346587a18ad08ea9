package org.lsst.qserv.entrypoint.template;

import java.util.OptionalInt;

/**
 * Recognizes Jinja in SQL that is not rendered because its file is not named {@code .jinja}. No
 * statement of MariaDB has double braces or a brace with a percent sign outside of literals and
 * comments.
 */
public final class TemplateMarkers {
  private final String sql;
  private int at;

  private TemplateMarkers(String sql) {
    this.sql = sql;
  }

  /**
   * Finds the first expression or tag of Jinja outside of literals and comments.
   *
   * @param sql a script, a statement, or the beginning of a script, which may end anywhere
   * @return its line, counted from 1; empty if there is none
   */
  public static OptionalInt firstLine(String sql) {
    return sql.contains("{{") || sql.contains("{%")
        ? new TemplateMarkers(sql).find()
        : OptionalInt.empty();
  }

  private OptionalInt find() {
    while (at < sql.length()) {
      if (isMarker("{{", "}}") || isMarker("{%", "%}")) {
        return OptionalInt.of(
            1 + (int) sql.substring(0, at).chars().filter(c -> c == '\n').count());
      }
      skip();
    }
    return OptionalInt.empty();
  }

  private boolean isMarker(String opening, String closing) {
    return sql.startsWith(opening, at) && sql.indexOf(closing, at + 2) >= 0;
  }

  /** Skips one character, or a whole literal or comment. */
  private void skip() {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"' || c == '`') {
      skipQuoted(c);
    } else if (c == '#' || isLineComment()) {
      skipTo("\n", at + 1);
    } else if (sql.startsWith("/*", at) && !isExecutedComment()) {
      skipTo("*/", at + 2);
    } else {
      at++;
    }
  }

  /** A doubled quote ends one literal and starts another, which comes to the same here. */
  private void skipQuoted(char quote) {
    at++;
    while (at < sql.length() && sql.charAt(at) != quote) {
      at += quote != '`' && sql.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skipTo(String end, int from) {
    int found = sql.indexOf(end, from);
    at = found < 0 ? sql.length() : found + end.length();
  }

  private boolean isLineComment() {
    return sql.startsWith("--", at) && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
  }

  private boolean isExecutedComment() {
    return sql.startsWith("/*!", at) || sql.startsWith("/*M!", at);
  }
}
