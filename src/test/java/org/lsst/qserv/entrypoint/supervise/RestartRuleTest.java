// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When and after which delay a service that exited is restarted. */
final class RestartRuleTest {
  @ParameterizedTest
  @CsvSource({
    "NEVER, 0, false",
    "NEVER, 1, false",
    "FAILURE, 0, false",
    "FAILURE, 1, true",
    "FAILURE, 143, true",
    "ALWAYS, 0, true",
    "ALWAYS, 1, true"
  })
  void restartsAfterTheExitsThatTheRuleNames(
      RestartRule.When when, int exitCode, boolean restarts) {
    assertThat(new RestartRule(when, Duration.ZERO, 0, Set.of()).shouldRestart(exitCode, 0))
        .isEqualTo(restarts);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "2, false", "3, false"})
  void stopsRestartingAtTheLimit(int before, boolean restarts) {
    RestartRule rule = new RestartRule(RestartRule.When.ALWAYS, Duration.ZERO, 2, Set.of());
    assertThat(rule.shouldRestart(1, before)).isEqualTo(restarts);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "1000000"})
  void aLimitOfZeroMeansNoLimit(int before) {
    RestartRule rule = new RestartRule(RestartRule.When.ALWAYS, Duration.ZERO, 0, Set.of());
    assertThat(rule.shouldRestart(1, before)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 10", "2, 20", "3, 40", "4, 60", "100, 60", "1000000000, 60"})
  void theDelayDoublesUpToAMinute(int before, int seconds) {
    RestartRule rule = new RestartRule(RestartRule.When.ALWAYS, Duration.ofSeconds(5), 0, Set.of());
    assertThat(rule.delay(before)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "10"})
  void aDelayOfMoreThanAMinuteIsNotIncreased(int before) {
    RestartRule rule = new RestartRule(RestartRule.When.ALWAYS, Duration.ofMinutes(2), 0, Set.of());
    assertThat(rule.delay(before)).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "143, false", "1, true"})
  void aSuccessCodeIsNotAFailure(int exitCode, boolean restarts) {
    RestartRule rule = new RestartRule(RestartRule.When.FAILURE, Duration.ZERO, 0, Set.of(143));
    assertThat(rule.shouldRestart(exitCode, 0)).isEqualTo(restarts);
    assertThat(rule.isSuccess(exitCode)).isEqualTo(!restarts);
  }
}
