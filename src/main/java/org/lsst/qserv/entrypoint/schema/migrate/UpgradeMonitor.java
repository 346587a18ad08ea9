// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;

/**
 * Reports the progress of an upgrade at regular intervals, from its own thread and connection. The
 * upgrade never waits for a report, and does not fail if the progress cannot be read.
 */
public final class UpgradeMonitor implements AutoCloseable {
  private final SessionOpener sessions;
  private final String database;
  private final Duration interval;
  private final Consumer<Progress> receiver;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Starts the monitor.
   *
   * @param interval the time before each report, including the first
   */
  public UpgradeMonitor(SchemaTarget target, Duration interval, Consumer<Progress> receiver) {
    this(() -> Sessions.openForWatching(target.url()), target.database(), interval, receiver);
  }

  /** Starts a monitor with sessions from an opener. */
  UpgradeMonitor(
      SessionOpener sessions, String database, Duration interval, Consumer<Progress> receiver) {
    this.sessions = sessions;
    this.database = database;
    this.interval = interval;
    this.receiver = receiver;
    this.thread = Thread.ofVirtual().name("upgrade-monitor").start(this::run);
  }

  private void run() {
    try {
      while (!isOver()) {
        report();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reports with one session until the session or the upgrade ends. */
  private void report() throws InterruptedException {
    try (ServerSession session = sessions.open()) {
      do {
        Progress.read(session, database).ifPresent(receiver);
      } while (!isOver());
    } catch (SQLException e) {
      // the upgrade itself reports problems of the server
    }
  }

  private boolean isOver() throws InterruptedException {
    return end.await(interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
