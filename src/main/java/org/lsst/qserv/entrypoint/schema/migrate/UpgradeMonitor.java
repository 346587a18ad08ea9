// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;

/**
 * Reports regularly how far an upgrade is, from a connection of its own. The upgrade never waits
 * for it, and does not fail if the server cannot be asked.
 */
public final class UpgradeMonitor implements AutoCloseable {
  private final SessionOpener sessions;
  private final String database;
  private final Duration interval;
  private final Consumer<Progress> receiver;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Starts to report.
   *
   * @param interval the time before each report, the first included
   */
  public UpgradeMonitor(SchemaTarget target, Duration interval, Consumer<Progress> receiver) {
    this(() -> Sessions.openForWatching(target.url()), target.database(), interval, receiver);
  }

  /** Starts to report what sessions of the given source see. */
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

  /** Reports with one session until that breaks. */
  private void report() throws InterruptedException {
    try (ServerSession session = sessions.open()) {
      do {
        Progress.read(session, database).ifPresent(receiver);
      } while (!isOver());
    } catch (SQLException e) {
      // the upgrade itself reports what is wrong
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
