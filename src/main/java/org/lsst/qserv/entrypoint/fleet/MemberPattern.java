// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes out the braces of a pattern: {@code {0..70}} and, padded, {@code {00..70}} are numbers,
 * {@code {a,b}} are words; several of them give every combination, the last one changing first.
 * Braces before the last {@code @} belong to a password and stay.
 */
final class MemberPattern {
  /** More than any fleet, and few enough for a slip to be told at once. */
  private static final int MOST = 10_000;

  private static final String RANGE = "..";

  private MemberPattern() {}

  /**
   * All texts that it stands for.
   *
   * @throws IllegalArgumentException with a reason that quotes the braces only
   */
  static List<String> expand(String pattern) {
    int at = pattern.lastIndexOf('@') + 1;
    List<String> all = List.of(pattern.substring(0, at));
    while (true) {
      int open = pattern.indexOf('{', at);
      int end = open < 0 ? pattern.length() : open;
      if (pattern.substring(at, end).indexOf('}') >= 0) {
        throw new IllegalArgumentException("has a } without a { before it");
      }
      all = combine(all, List.of(pattern.substring(at, end)));
      if (open < 0) {
        return all;
      }
      int close = pattern.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("has a { without a } behind it");
      }
      all = combine(all, choices(pattern.substring(open + 1, close)));
      at = close + 1;
    }
  }

  private static List<String> combine(List<String> starts, List<String> ends) {
    if ((long) starts.size() * ends.size() > MOST) {
      throw tooMany();
    }
    List<String> all = new ArrayList<>();
    for (String start : starts) {
      ends.forEach(end -> all.add(start + end));
    }
    return all;
  }

  private static IllegalArgumentException tooMany() {
    return new IllegalArgumentException("stands for more than " + MOST + " databases");
  }

  private static List<String> choices(String inside) {
    int dots = inside.indexOf(RANGE);
    if (dots >= 0) {
      return numbers(inside, inside.substring(0, dots), inside.substring(dots + RANGE.length()));
    }
    List<String> words = List.of(inside.split(",", -1));
    if (words.size() < 2 || words.stream().anyMatch(word -> word.isBlank() || word.contains("{"))) {
      throw notAChoice(inside);
    }
    return words;
  }

  private static List<String> numbers(String inside, String first, String last) {
    if (!isNumber(first) || !isNumber(last)) {
      throw notAChoice(inside);
    }
    int from = Integer.parseInt(first);
    int to = Integer.parseInt(last);
    if (from > to) {
      throw new IllegalArgumentException("{" + inside + "} goes downwards");
    }
    if (to - from >= MOST) {
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

  private static IllegalArgumentException notAChoice(String inside) {
    return new IllegalArgumentException(
        "{" + inside + "} is neither numbers ({0..70}, {00..70}) nor words ({a,b})");
  }
}
