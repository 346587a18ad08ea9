// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a line of {@code SHOW GRANTS}, in a session with an empty {@code sql_mode} and {@code
 * sql_quote_show_create}: names are in backticks.
 */
final class GrantReader {
  private static final String GRANT = "GRANT ";
  private static final String PROXY = "PROXY";

  private GrantReader() {}

  /** Returns what a line grants; empty for {@code SET DEFAULT ROLE} and {@code USAGE}. */
  static Optional<Grant> read(String line) {
    if (!line.startsWith(GRANT)) {
      return Optional.empty();
    }
    int to = find(line, " TO ", 0);
    int on = find(line, " ON ", 0);
    boolean isRole = on < 0 || on > to;
    List<String> names = list(line.substring(GRANT.length(), isRole ? to : on));
    GrantObject object = GrantObject.shown(isRole ? "" : line.substring(on + " ON ".length(), to));
    Set<String> privileges = new TreeSet<>();
    names.forEach(name -> privileges.addAll(isRole ? List.of(name) : PrivilegeNames.of(name)));
    // the right to pass it on cannot be revoked alone from who may act for another account
    if (find(line, Grant.GRANT_OPTION, to) >= 0 && !privileges.contains(PROXY)) {
      privileges.add(Grant.GRANT_OPTION);
    }
    Grant grant = new Grant(object, privileges);
    return grant.privileges().isEmpty() ? Optional.empty() : Optional.of(grant);
  }

  /** The parts between commas that are in no parentheses and no quotes. */
  private static List<String> list(String text) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
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
        parts.add(text.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    parts.add(text.substring(begin).strip());
    return parts;
  }

  /** Where a word is, outside of quotes; -1 if nowhere. A doubled quote ends and begins one. */
  private static int find(String text, String word, int from) {
    char quote = 0;
    for (int i = Math.max(from, 0); i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (isQuote(c)) {
        quote = c;
      } else if (text.startsWith(word, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isQuote(char c) {
    return c == '`' || c == '\'' || c == '"';
  }
}
