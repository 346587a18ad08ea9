// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestartHistoryTest {
  private static final RestartRule RULE =
      new RestartRule(RestartRule.When.ALWAYS, Duration.ofSeconds(5), 0, Set.of());

  private final RestartHistory history = new RestartHistory();

  @Test
  void returnsTheDelayBeforeTheRestartThatItCounts() {
    assertThat(history.add(RULE)).isEqualTo(Duration.ofSeconds(5));
    assertThat(history.add(RULE)).isEqualTo(Duration.ofSeconds(10));
    assertThat(history.consecutive()).isEqualTo(2);
    assertThat(history.total()).isEqualTo(2);
  }

  @Test
  void keepsTheTotalWhenItForgetsTheConsecutiveRestarts() {
    history.add(RULE);
    history.reset();
    assertThat(history.consecutive()).isZero();
    assertThat(history.total()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "299, 1", "300, 0", "100000, 0"})
  void startsAgainAfterAServiceThatRanForFiveMinutes(long seconds, int consecutive) {
    history.add(RULE);
    history.ran(Duration.ofSeconds(seconds));
    assertThat(history.consecutive()).isEqualTo(consecutive);
    assertThat(history.total()).isEqualTo(1);
  }
}
