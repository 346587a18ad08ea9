// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Reads the times of certificates as MariaDB's status variables have them. */
final class CertificateTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("MMM d HH:mm:ss yyyy 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private CertificateTime() {}

  /**
   * Reads a time such as {@code Nov 7 08:15:00 2027 GMT}; empty for any other text, such as that of
   * a session without TLS.
   */
  static Optional<Instant> parse(String text) {
    try {
      // Days of one digit are padded with a space.
      String single = text.replaceAll(" +", " ");
      return Optional.of(ZonedDateTime.parse(single, FORMAT).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
