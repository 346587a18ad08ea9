// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.done;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.failed;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.member;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.skipped;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsst.qserv.entrypoint.failure.ExitCode;

/** Tests the counts of a running fleet. */
@Timeout(60)
final class FleetProgressTest {
  @Test
  void reportsTheCountsAndTheRunningDatabases() throws InterruptedException {
    LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    try (FleetProgress progress = new FleetProgress(5, Duration.ofMillis(1), lines::add)) {
      assertThat(lines.take()).isEqualTo("0 of 5 done, 0 running, 0 failed");
      for (int number = 1; number <= 4; number++) {
        progress.started(member(number));
      }
      progress.finished(done(1));
      progress.finished(failed(3, ExitCode.UNAVAILABLE));
      progress.finished(skipped(5));

      assertThat(progress)
          .hasToString("1 of 5 done, 2 running, 1 failed, 1 skipped (databases: w2:3306, w4:3306)");
    }
  }
}
