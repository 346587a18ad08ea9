// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import java.util.Locale;

/**
 * An amount of memory: fixed, or a percentage of the container's memory limit.
 *
 * <p>The text form is {@code 4G}, {@code 512M}, {@code 64k}, a number of bytes, or {@code 25%}
 * followed by any of {@code less 1G}, {@code up to 4G}, {@code at least 16M} in this order.
 *
 * @param percent the percentage, or a negative number for a fixed amount
 * @param bytes the fixed amount, or the amount subtracted from the percentage
 * @param most the upper bound of a percentage, in bytes
 * @param least the lower bound of a percentage, in bytes
 */
public record Size(double percent, long bytes, long most, long least) {

  /**
   * Parses a size.
   *
   * @throws IllegalArgumentException if the text is not a size
   */
  public static Size parse(String text) {
    String[] parts = text.strip().split(" +");
    if (!parts[0].endsWith("%")) {
      if (parts.length > 1) {
        throw new IllegalArgumentException("'" + text + "' is not a size");
      }
      return new Size(-1, amount(parts[0]), Long.MAX_VALUE, 0);
    }
    double percent = number(parts[0].substring(0, parts[0].length() - 1), text);
    long less = 0;
    long most = Long.MAX_VALUE;
    long least = 0;
    int next = 1;
    if (at(parts, next, "less")) {
      less = amount(parts[next + 1]);
      next += 2;
    }
    if (at(parts, next, "up", "to")) {
      most = amount(parts[next + 2]);
      next += 3;
    }
    if (at(parts, next, "at", "least")) {
      least = amount(parts[next + 2]);
      next += 3;
    }
    if (next != parts.length) {
      throw new IllegalArgumentException("'" + text + "' is not a size");
    }
    return new Size(percent, less, most, least);
  }

  /** Returns whether the amount depends on the memory limit of the container. */
  public boolean isShare() {
    return percent >= 0;
  }

  /**
   * Returns the amount in bytes for a memory limit in bytes, which matters only for a percentage.
   */
  public long in(long memory) {
    if (!isShare()) {
      return bytes;
    }
    long share = (long) (memory * percent / 100) - bytes;
    return Math.max(least, Math.min(most, share));
  }

  private static boolean at(String[] parts, int start, String... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (start + i >= parts.length || !parts[start + i].equals(expected[i])) {
        return false;
      }
    }
    return start + expected.length < parts.length;
  }

  private static long amount(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int shift = 10 * ("kmgt".indexOf(lower.isEmpty() ? ' ' : lower.charAt(lower.length() - 1)) + 1);
    String digits = shift == 0 ? lower : lower.substring(0, lower.length() - 1);
    try {
      long number = Long.parseLong(digits);
      if (number >= 0 && number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + text + "' is not a size", notANumber);
    }
    throw new IllegalArgumentException("'" + text + "' is out of range");
  }

  private static double number(String digits, String text) {
    try {
      double number = Double.parseDouble(digits);
      if (number >= 0 && number <= 100) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + text + "' is not a size", notANumber);
    }
    throw new IllegalArgumentException("'" + text + "' is not between 0% and 100%");
  }
}
