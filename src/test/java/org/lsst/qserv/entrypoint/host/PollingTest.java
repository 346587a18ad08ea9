// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.FakeTime;

/** The pauses, the deadline and the log interval of a wait. */
final class PollingTest {
  private final FakeTime time = new FakeTime();

  private List<Long> pausesUntilTheDeadline(Polling polling) throws InterruptedException {
    List<Long> pauses = new ArrayList<>();
    while (!polling.isOver()) {
      long before = time.nanos();
      polling.pause();
      pauses.add(Duration.ofNanos(time.nanos() - before).toMillis());
    }
    return pauses;
  }

  @Test
  void pausesDoubleUpToTheLongestAndEndAtTheDeadline() throws InterruptedException {
    Polling polling =
        new Polling(time, Duration.ofMillis(1000), Duration.ofMillis(50), Duration.ofMillis(300));
    assertThat(pausesUntilTheDeadline(polling)).containsExactly(50L, 100L, 200L, 300L, 300L, 50L);
  }

  @Test
  void equalPausesStayEqual() throws InterruptedException {
    Polling polling = Polling.every(Duration.ofMillis(50), time, Duration.ofMillis(120));
    assertThat(pausesUntilTheDeadline(polling)).containsExactly(50L, 50L, 20L);
  }

  @Test
  void aTimeoutOfZeroExpiresImmediatelyAndDoesNotSleep() throws InterruptedException {
    Polling polling = Polling.every(Duration.ofMillis(50), time, Duration.ZERO);
    assertThat(polling.isOver()).isTrue();
    long before = time.nanos();
    polling.pause();
    assertThat(time.nanos()).isEqualTo(before);
  }

  @Test
  void logsImmediatelyAndThenEveryTenSeconds() throws InterruptedException {
    Polling polling = Polling.every(Duration.ofSeconds(4), time, Duration.ofSeconds(60));
    List<Boolean> due = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      due.add(polling.isLogDue());
      polling.pause();
    }
    assertThat(due).containsExactly(true, false, false, true, false, false);
  }

  @Test
  void logsAtAnotherIntervalOnRequest() throws InterruptedException {
    Polling polling = Polling.every(Duration.ofSeconds(10), time, Duration.ofSeconds(60));
    List<Boolean> due = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      due.add(polling.isLogDue(Duration.ofSeconds(30)));
      polling.pause();
    }
    assertThat(due).containsExactly(true, false, false, true, false);
  }
}
