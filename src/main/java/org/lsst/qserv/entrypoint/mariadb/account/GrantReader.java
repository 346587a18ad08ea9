// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Parses a row of {@code SHOW GRANTS}, in a session with an empty {@code sql_mode} and {@code
 * sql_quote_show_create}: names are in backticks.
 */
final class GrantReader {
  private static final String GRANT = "GRANT ";
  private static final String PROXY = "PROXY";

  private GrantReader() {}

  /** Returns the grant of a row; empty for {@code SET DEFAULT ROLE} and {@code USAGE}. */
  static Optional<Grant> read(String line) {
    if (!line.startsWith(GRANT)) {
      return Optional.empty();
    }
    int to = find(line, " TO ", 0);
    int on = find(line, " ON ", 0);
    boolean isRole = on < 0 || on > to;
    List<String> names = split(line.substring(GRANT.length(), isRole ? to : on));
    GrantObject object = GrantObject.shown(isRole ? "" : line.substring(on + " ON ".length(), to));
    Set<String> privileges = new TreeSet<>();
    names.forEach(name -> privileges.addAll(isRole ? List.of(name) : PrivilegeNames.of(name)));
    // the grant option of PROXY cannot be revoked separately
    if (find(line, Grant.GRANT_OPTION, to) >= 0 && !privileges.contains(PROXY)) {
      privileges.add(Grant.GRANT_OPTION);
    }
    Grant grant = new Grant(object, privileges);
    return grant.privileges().isEmpty() ? Optional.empty() : Optional.of(grant);
  }

  /** Splits at commas outside of parentheses and quotes. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (isQuote(c)) {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  /**
   * Returns the index of a keyword outside of quotes, or -1. A doubled quote closes and reopens.
   */
  private static int find(String text, String keyword, int from) {
    char quote = 0;
    for (int i = Math.max(from, 0); i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (isQuote(c)) {
        quote = c;
      } else if (text.startsWith(keyword, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isQuote(char c) {
    return c == '`' || c == '\'' || c == '"';
  }
}
