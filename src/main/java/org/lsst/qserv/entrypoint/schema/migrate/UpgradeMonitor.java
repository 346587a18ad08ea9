package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells every now and then how far an upgrade is, from a connection of its own. What it cannot know
 * it does not tell: the upgrade itself never waits for it.
 */
public final class UpgradeMonitor implements AutoCloseable {
  private final SchemaTarget target;
  private final Duration interval;
  private final Consumer<Progress> receiver;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins.
   *
   * @param interval the time before each look, the first included
   */
  public UpgradeMonitor(SchemaTarget target, Duration interval, Consumer<Progress> receiver) {
    this.target = target;
    this.interval = interval;
    this.receiver = receiver;
    this.thread = Thread.ofVirtual().name("upgrade-monitor").start(this::run);
  }

  private void run() {
    try {
      while (!isOver()) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks with one session until that breaks. */
  private void look() throws InterruptedException {
    try (Session session = Progress.look(target)) {
      do {
        Progress.read(session, target.database()).ifPresent(receiver);
      } while (!isOver());
    } catch (SQLException e) {
      // the upgrade finds out itself what is wrong
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
