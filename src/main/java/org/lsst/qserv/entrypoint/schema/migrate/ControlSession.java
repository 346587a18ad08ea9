// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;

/**
 * The session of an upgrade that executes no statement of a script. It holds the upgrade lock and
 * writes the journal. Regular pings keep it open while a statement of the script session or a
 * backup takes hours. The server closes it one minute after the last ping, so a dead upgrade soon
 * releases its lock.
 */
final class ControlSession implements AutoCloseable {
  /** Seconds after which the server closes a session whose client sends nothing. */
  static final int WAIT_TIMEOUT_SECONDS = 60;

  private static final int PING_SECONDS = 20;

  private final ServerSession session;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread pinger;

  private ControlSession(ServerSession session) {
    this.session = session;
    this.pinger = Thread.ofVirtual().name("control-session-ping").start(this::ping);
  }

  /** Opens the control session of an upgrade. */
  static ControlSession open(SchemaTarget target) throws SQLException {
    ServerSession session = Sessions.open(target.url());
    try {
      session.update("SET SESSION wait_timeout = " + WAIT_TIMEOUT_SECONDS);
      return new ControlSession(session);
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  ServerSession session() {
    return session;
  }

  private void ping() {
    try {
      while (!closed.await(PING_SECONDS, TimeUnit.SECONDS)) {
        session.string("SELECT 1");
      }
    } catch (SQLException e) {
      closed.countDown(); // the connection is lost; the next statement on it reports that
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    session.close();
    pinger.interrupt();
  }
}
