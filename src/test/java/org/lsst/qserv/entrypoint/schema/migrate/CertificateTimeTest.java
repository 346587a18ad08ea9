// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the times of certificates in MariaDB's status variables. */
final class CertificateTimeTest {
  @ParameterizedTest
  @CsvSource({
    "'Nov 27 12:00:01 2026 GMT', 2026-11-27T12:00:01Z",
    "'Jan  7 00:00:00 2036 GMT', 2036-01-07T00:00:00Z"
  })
  void isReadAsAnInstant(String text, String time) {
    assertThat(CertificateTime.parse(text)).contains(Instant.parse(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "NULL", "2026-11-27", "Nov 31 12:00:01 2026", "Foo 27 12:00:01 2026 GMT"})
  void anyOtherTextIsNoTime(String text) {
    assertThat(CertificateTime.parse(text)).isEmpty();
  }
}
