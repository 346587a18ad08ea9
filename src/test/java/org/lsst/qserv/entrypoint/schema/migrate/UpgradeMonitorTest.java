// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;

/** Tests that the progress of an upgrade is reported at regular intervals. */
@Timeout(60)
final class UpgradeMonitorTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final ScriptedServer server = new ScriptedServer();
  private final BlockingQueue<Progress> received = new LinkedBlockingQueue<>();
  private final AtomicInteger opened = new AtomicInteger();

  private ServerSession open() {
    opened.incrementAndGet();
    return server.session();
  }

  private UpgradeMonitor monitor(SessionOpener sessions, Duration interval) {
    return new UpgradeMonitor(sessions, "meta", interval, received::add);
  }

  @Test
  void progressIsReportedWithOneSessionUntilTheUpgradeEnds() throws InterruptedException {
    ScriptedJournal.start(server, 1, 2, "migrate-1-to-2.sql");
    UpgradeMonitor monitor = monitor(this::open, SHORT);
    try (monitor) {
      for (int i = 0; i < 3; i++) {
        assertThat(received.take().database()).isEqualTo("meta");
      }
    }
    assertThat(opened).hasValue(1);
    int polls = server.executed().size();
    monitor.close();
    assertThat(server.executed()).as("nothing is executed after the end").hasSize(polls);
  }

  @Test
  void anUpgradeThatIsShorterThanTheIntervalIsNotReported() {
    try (UpgradeMonitor monitor = monitor(this::open, Duration.ofHours(1))) {
      assertThat(monitor).isNotNull();
    }
    assertThat(opened).hasValue(0);
    assertThat(received).isEmpty();
  }

  @Test
  void withoutAnUnfinishedRunNothingIsReported() throws InterruptedException {
    CountDownLatch polls = new CountDownLatch(3);
    server.answer(
        ScriptedJournal.TABLES,
        _ -> {
          polls.countDown();
          return List.of();
        });
    try (UpgradeMonitor monitor = monitor(this::open, SHORT)) {
      assertThat(monitor).isNotNull();
      polls.await();
    }
    assertThat(received).isEmpty();
  }

  @Test
  void aSessionThatCannotBeOpenedOrBreaksIsReplaced() throws InterruptedException {
    ScriptedServer broken =
        new ScriptedServer().refuse("information_schema", 1053, "08S01", "shutdown");
    ScriptedJournal.start(server, 1, 2, "migrate-1-to-2.sql");
    SessionOpener sessions =
        () ->
            switch (opened.incrementAndGet()) {
              case 1 -> throw new SQLException("Connection refused", "08000");
              case 2 -> broken.session();
              default -> server.session();
            };
    try (UpgradeMonitor monitor = monitor(sessions, SHORT)) {
      assertThat(monitor).isNotNull();
      assertThat(received.take().steps()).isEqualTo(9);
    }
    assertThat(opened).hasValue(3);
  }

  @Test
  void closeWaitsForAReportInProgress() {
    ScriptedJournal.start(server, 1, 2, "migrate-1-to-2.sql");
    Thread closer = Thread.currentThread();
    AtomicBoolean started = new AtomicBoolean();
    AtomicBoolean finished = new AtomicBoolean();
    UpgradeMonitor monitor =
        new UpgradeMonitor(
            this::open,
            "meta",
            SHORT,
            _ -> {
              started.set(true);
              spinUntil(() -> closer.getState() == Thread.State.WAITING);
              finished.set(true);
            });
    spinUntil(started::get);
    monitor.close();
    assertThat(finished).isTrue();
  }

  @Test
  void closePreservesTheInterruptStatus() {
    ScriptedJournal.start(server, 1, 2, "migrate-1-to-2.sql");
    AtomicBoolean started = new AtomicBoolean();
    AtomicBoolean closed = new AtomicBoolean();
    UpgradeMonitor monitor =
        new UpgradeMonitor(
            this::open,
            "meta",
            SHORT,
            _ -> {
              started.set(true);
              spinUntil(closed::get);
            });
    spinUntil(started::get);
    Thread.currentThread().interrupt();
    monitor.close();
    closed.set(true);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Busy-waits, because a parked thread would be in state WAITING, which a test observes. */
  private static void spinUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
