// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Shows times and durations. All times are in UTC, as in the logs. */
final class TimeText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Instant now;

  /**
   * Creates texts for a page.
   *
   * @param now the time at which the page is rendered
   */
  TimeText(Instant now) {
    this.now = now;
  }

  /** Returns a time, with the date unless it is today. */
  Html at(Instant time) {
    boolean today = time.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS));
    return element(time, (today ? TIME : DATE_AND_TIME).format(time) + " UTC");
  }

  /** Returns the age of a time, such as {@code 3 min}; the script keeps it up to date. */
  Html age(Instant time) {
    return element(time, duration(Duration.between(time, now)))
        .with("data-age")
        .with("title", DATE_AND_TIME.format(time) + " UTC");
  }

  /** Returns the age of a time in ISO 8601, or the text if it is not one. */
  Html age(String time) {
    try {
      return age(Instant.parse(time));
    } catch (DateTimeException e) {
      return Html.element("span", time);
    }
  }

  private static Html element(Instant time, String text) {
    return Html.element("time", text).with("datetime", time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Returns a duration in the largest fitting unit, as the script does. */
  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
  }
}
