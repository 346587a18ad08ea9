package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps an idle session alive, which the server would soon end, and the lock with it. Nobody else
 * may use the session meanwhile.
 */
final class KeepAlive implements AutoCloseable {
  private static final int SECONDS = 20;

  private final Session session;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  KeepAlive(Session session) {
    this.session = session;
    this.thread = Thread.ofVirtual().name("keep-alive").start(this::run);
  }

  private void run() {
    try {
      while (!end.await(SECONDS, TimeUnit.SECONDS)) {
        session.text("SELECT 1");
      }
    } catch (SQLException e) {
      // the session is gone; the next statement says so
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
