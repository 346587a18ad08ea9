// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Expands the braces of a pattern like a shell: {@code {0..70}} and, padded, {@code {00..70}} are
 * ranges of numbers, {@code {a,b}} is a list. Several braces expand to every combination, in which
 * the last one changes fastest. Braces before the last {@code @} belong to a password and are
 * literal.
 */
public final class MemberPattern {
  /** Larger than any fleet, and small enough to report a mistyped range before any connection. */
  private static final int MAX_MEMBERS = 10_000;

  private static final String RANGE = "..";

  private MemberPattern() {}

  /**
   * Returns all strings that a pattern expands to.
   *
   * @throws IllegalArgumentException with a reason that quotes nothing outside the braces
   */
  public static List<String> expand(String pattern) {
    int at = pattern.lastIndexOf('@') + 1;
    List<String> all = List.of(pattern.substring(0, at));
    while (true) {
      int open = pattern.indexOf('{', at);
      int end = open < 0 ? pattern.length() : open;
      if (pattern.substring(at, end).indexOf('}') >= 0) {
        throw new IllegalArgumentException("has a } without an opening {");
      }
      all = combine(all, List.of(pattern.substring(at, end)));
      if (open < 0) {
        return all;
      }
      int close = pattern.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("has a { without a closing }");
      }
      all = combine(all, choices(pattern.substring(open + 1, close)));
      at = close + 1;
    }
  }

  private static List<String> combine(List<String> starts, List<String> ends) {
    if ((long) starts.size() * ends.size() > MAX_MEMBERS) {
      throw tooMany();
    }
    List<String> all = new ArrayList<>();
    for (String start : starts) {
      ends.forEach(end -> all.add(start + end));
    }
    return all;
  }

  private static IllegalArgumentException tooMany() {
    return new IllegalArgumentException("expands to more than " + MAX_MEMBERS + " members");
  }

  private static List<String> choices(String inside) {
    int dots = inside.indexOf(RANGE);
    if (dots >= 0) {
      return numbers(inside, inside.substring(0, dots), inside.substring(dots + RANGE.length()));
    }
    List<String> alternatives = List.of(inside.split(",", -1));
    if (alternatives.size() < 2
        || alternatives.stream().anyMatch(text -> text.isBlank() || text.contains("{"))) {
      throw invalidBraces(inside);
    }
    return alternatives;
  }

  private static List<String> numbers(String inside, String first, String last) {
    if (!isNumber(first) || !isNumber(last)) {
      throw invalidBraces(inside);
    }
    int from = Integer.parseInt(first);
    int to = Integer.parseInt(last);
    if (from > to) {
      throw new IllegalArgumentException("has the descending range {" + inside + "}");
    }
    if (to - from >= MAX_MEMBERS) {
      throw tooMany();
    }
    boolean padded = first.length() > 1 && first.startsWith("0");
    List<String> all = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      String text = String.valueOf(number);
      all.add(padded ? "0".repeat(Math.max(0, first.length() - text.length())) + text : text);
    }
    return all;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 9
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static IllegalArgumentException invalidBraces(String inside) {
    return new IllegalArgumentException(
        "{" + inside + "} is neither a range ({0..70}, {00..70}) nor a list ({a,b})");
  }
}
