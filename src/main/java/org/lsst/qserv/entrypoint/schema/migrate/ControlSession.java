// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;

/**
 * The session of an upgrade that no script touches. It holds the upgrade lock and writes the
 * journal. The server ends it a minute after its client has gone; until then a ping keeps it alive
 * while a statement of the script session or a backup takes hours.
 */
final class ControlSession implements AutoCloseable {
  /** Seconds after which the server ends a session whose client has gone. */
  static final int WAIT_TIMEOUT_SECONDS = 60;

  private static final int PING_SECONDS = 20;

  private final ServerSession session;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread pinger;

  private ControlSession(ServerSession session) {
    this.session = session;
    this.pinger = Thread.ofVirtual().name("control-session-ping").start(this::ping);
  }

  /** Opens it. */
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
        session.text("SELECT 1");
      }
    } catch (SQLException e) {
      closed.countDown(); // the session is gone: its next user reports it
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
