// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.SampleReport;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot.CollectionFailure;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot.CollectionStatistics;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;

/** Tests what the monitor keeps of successful and failed collections. */
final class RefresherTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final ClusterReport REPORT = SampleReport.serving("dr1", 2).report();

  private final FakeTime time = new FakeTime();

  @Test
  void aFailureKeepsTheLatestReportAndASuccessRemovesTheFailure() throws Exception {
    AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());
    Refresher refresher =
        new Refresher(
            time,
            INTERVAL,
            () -> {
              time.pass(Duration.ofMillis(700));
              failure
                  .get()
                  .ifPresent(problem -> {
                    throw problem;
                  });
              return REPORT;
            });
    refresher.refresh();
    failure.set(Optional.of(new Failure(ExitCode.CONFIGURATION, "the file is damaged", "fix it")));
    refresher.refresh();

    assertThat(refresher.latest().report()).contains(REPORT);
    assertThat(refresher.latest().failure())
        .contains(new CollectionFailure(time.now(), "the file is damaged"));
    assertThat(refresher.latest().statistics())
        .isEqualTo(new CollectionStatistics(1, 1, Duration.ofMillis(700)));

    failure.set(Optional.of(new IllegalStateException("with details")));
    refresher.refresh();
    assertThat(refresher.latest().failure().orElseThrow().text())
        .isEqualTo("unexpected error; see the log of the monitor");

    failure.set(Optional.empty());
    refresher.refresh();
    assertThat(refresher.latest().failure()).isEmpty();
    assertThat(refresher.latest().statistics().succeeded()).isEqualTo(2);
  }

  @Test
  void collectsAtTheIntervalUntilItIsClosed() throws Exception {
    CountDownLatch collected = new CountDownLatch(3);
    try (Refresher refresher =
        new Refresher(
            TimeSource.real(),
            Duration.ofMillis(10),
            () -> {
              collected.countDown();
              return REPORT;
            })) {
      assertThat(refresher.latest().report()).isEmpty();
      refresher.start();
      assertThat(collected.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aReportIsOldAfterSeveralMissedCollections() {
    Snapshot snapshot =
        new Snapshot(
            Optional.of(REPORT),
            Optional.empty(),
            CollectionStatistics.NONE,
            Duration.ofSeconds(10),
            List.of());

    assertThat(snapshot.isOld(REPORT.time().plusSeconds(30))).isFalse();
    assertThat(snapshot.isOld(REPORT.time().plusSeconds(31))).isTrue();
    assertThat(snapshot.age(REPORT.time().minusSeconds(5))).contains(Duration.ZERO);
    assertThat(Snapshot.empty(INTERVAL).isOld(REPORT.time())).isTrue();
  }
}
