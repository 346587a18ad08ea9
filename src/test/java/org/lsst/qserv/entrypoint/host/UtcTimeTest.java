// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that times are formatted like those of the JDK. */
final class UtcTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2026-11-26T22:40:00Z",
        "2026-11-26T00:00:59Z",
        "2024-02-29T23:59:59.999Z",
        "2026-11-26T22:40:00.001Z",
        "2026-11-26T22:40:00.100Z",
        "2026-11-26T22:40:05.123456Z",
        "2026-11-26T22:40:05.123456789Z"
      })
  void formatsATimeLikeTheJdk(String text) {
    assertThat(UtcTime.format(Instant.parse(text))).isEqualTo(text);
  }

  @Test
  void formatsRandomTimesLikeTheJdk() {
    Random random = new Random(20261126);
    for (int i = 0; i < 10_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-60_000_000_000L, 250_000_000_000L),
              random.nextInt(1000) * (random.nextBoolean() ? 1_000_000L : 1_000L));
      assertThat(UtcTime.format(instant)).isEqualTo(instant.toString());
    }
  }
}
