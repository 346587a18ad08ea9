package org.lsst.qserv.entrypoint.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a line of {@code SHOW GRANTS}. The server writes each in one form only: {@code ALL
 * PRIVILEGES} where it is all, names in backticks.
 */
final class GrantReader {
  private static final String GRANT = "GRANT ";

  private GrantReader() {}

  /** What a line grants; empty for what is no grant ({@code SET DEFAULT ROLE}, {@code USAGE}). */
  static Optional<Grant> read(String line) {
    if (!line.startsWith(GRANT)) {
      return Optional.empty();
    }
    int to = find(line, " TO ", 0);
    int on = find(line, " ON ", 0);
    boolean isRole = on < 0 || on > to;
    Set<String> privileges = new TreeSet<>(list(line.substring(GRANT.length(), isRole ? to : on)));
    privileges.remove("USAGE");
    if (find(line, "GRANT OPTION", to) >= 0) {
      privileges.add(Grant.GRANT_OPTION);
    }
    return privileges.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Grant(isRole ? "" : line.substring(on + " ON ".length(), to), privileges));
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
