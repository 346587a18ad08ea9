// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes times in ISO 8601. */
public final class UtcTime {
  private static final int WITHOUT_SECONDS = "1970-01-01T00:00".length();

  private UtcTime() {}

  /**
   * Returns what {@link Instant#toString} returns for the years 0 to 9999, without {@code
   * DateTimeFormatter}, whose initialization takes several milliseconds of each launch.
   */
  public static String format(Instant instant) {
    String format =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC)
            .toString();
    return (format.length() == WITHOUT_SECONDS ? format + ":00" : format) + "Z";
  }
}
