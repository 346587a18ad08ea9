// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import java.time.Duration;
import java.util.Locale;

/**
 * Parses durations in settings and in the catalog: {@code 500ms}, {@code 30 s}, {@code 10 minutes},
 * {@code 2h}. A number without a unit means seconds.
 */
public final class Durations {
  private Durations() {}

  /**
   * Parses a duration.
   *
   * @throws IllegalArgumentException if the text is not a duration of whole milliseconds
   */
  public static Duration parse(String text) {
    String stripped = text.strip();
    int end = 0;
    while (end < stripped.length() && Character.isDigit(stripped.charAt(end))) {
      end++;
    }
    if (end == 0 || end > 15) {
      throw new IllegalArgumentException("'" + text + "' is not a duration");
    }
    long number = Long.parseLong(stripped.substring(0, end));
    try {
      return of(number, stripped.substring(end).strip(), text);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is too long a duration", e);
    }
  }

  private static Duration of(long number, String unit, String text) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "ms", "millisecond", "milliseconds" -> Duration.ofMillis(number);
      case "", "s", "sec", "second", "seconds" -> Duration.ofSeconds(number);
      case "m", "min", "minute", "minutes" -> Duration.ofMinutes(number);
      case "h", "hour", "hours" -> Duration.ofHours(number);
      case "d", "day", "days" -> Duration.ofDays(number);
      default -> throw new IllegalArgumentException("'" + text + "' is not a duration");
    };
  }
}
