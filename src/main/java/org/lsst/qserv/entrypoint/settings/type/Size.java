// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import java.util.Locale;

/**
 * An amount of memory: fixed, or a share of what the container may use.
 *
 * <p>Written {@code 4G}, {@code 512M}, {@code 64k}, a number of bytes, or {@code 25%} followed by
 * any of {@code less 1G}, {@code up to 4G}, {@code at least 16M} in this order.
 *
 * @param percent the share, or a negative number for a fixed amount
 * @param bytes the fixed amount, or what is taken off the share
 */
public record Size(double percent, long bytes, long most, long least) {

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Size parse(String text) {
    String[] words = text.strip().split(" +");
    if (!words[0].endsWith("%")) {
      if (words.length > 1) {
        throw new IllegalArgumentException("'" + text + "' is not a size");
      }
      return new Size(-1, amount(words[0]), Long.MAX_VALUE, 0);
    }
    double percent = number(words[0].substring(0, words[0].length() - 1), text);
    long less = 0;
    long most = Long.MAX_VALUE;
    long least = 0;
    int next = 1;
    if (at(words, next, "less")) {
      less = amount(words[next + 1]);
      next += 2;
    }
    if (at(words, next, "up", "to")) {
      most = amount(words[next + 2]);
      next += 3;
    }
    if (at(words, next, "at", "least")) {
      least = amount(words[next + 2]);
      next += 3;
    }
    if (next != words.length) {
      throw new IllegalArgumentException("'" + text + "' is not a size");
    }
    return new Size(percent, less, most, least);
  }

  /** Whether the amount depends on the memory of the container. */
  public boolean isShare() {
    return percent >= 0;
  }

  /** The amount in bytes in a container of so much memory. */
  public long in(long memory) {
    if (!isShare()) {
      return bytes;
    }
    long share = (long) (memory * percent / 100) - bytes;
    return Math.max(least, Math.min(most, share));
  }

  private static boolean at(String[] words, int start, String... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (start + i >= words.length || !words[start + i].equals(expected[i])) {
        return false;
      }
    }
    return start + expected.length < words.length;
  }

  private static long amount(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int shift = 10 * ("kmgt".indexOf(lower.isEmpty() ? ' ' : lower.charAt(lower.length() - 1)) + 1);
    String digits = shift == 0 ? lower : lower.substring(0, lower.length() - 1);
    try {
      long number = Long.parseLong(digits);
      if (number >= 0 && number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + word + "' is not a size", notANumber);
    }
    throw new IllegalArgumentException("'" + word + "' is out of range");
  }

  private static double number(String digits, String whole) {
    try {
      double number = Double.parseDouble(digits);
      if (number >= 0 && number <= 100) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + whole + "' is not a size", notANumber);
    }
    throw new IllegalArgumentException("'" + whole + "' is not between 0% and 100%");
  }
}
