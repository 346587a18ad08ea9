// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Polling;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.script.Checksum;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two locks of a schema. The control session of an upgrade holds the control lock, and each
 * script session holds the script lock. An upgrade may start only when both are free, so a
 * statement that a killed upgrade left running still excludes other upgrades. The server releases a
 * lock with its connection.
 */
final class UpgradeLock {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeLock.class);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
  private static final int MAX_NAME_LENGTH = 64;
  private static final int HASH_DIGITS = 32;

  private final ServerSession session;
  private final String control;
  private final String script;

  UpgradeLock(ServerSession session, String database) {
    this.session = session;
    this.control = name("qserv-schema:", database);
    this.script = name("qserv-schema-script:", database);
  }

  private static String name(String prefix, String database) {
    String whole = prefix + database;
    return whole.length() <= MAX_NAME_LENGTH
        ? whole
        : prefix + Checksum.of(database).substring(0, HASH_DIGITS);
  }

  /** Returns the name of the lock that a script session acquires. */
  String scriptLockName() {
    return script;
  }

  /**
   * Waits until the script lock is free and the control lock can be acquired.
   *
   * @param stopRequested polled during the wait; true ends it
   * @throws Failure with exit code 75 after the timeout, or if a stop is requested
   */
  void acquire(Duration timeout, TimeSource time, BooleanSupplier stopRequested)
      throws SQLException, InterruptedException {
    Polling polling = Polling.every(POLL_INTERVAL, time, timeout);
    while (!tryAcquire()) {
      String holder = holder().orElse("a session that has just ended");
      if (stopRequested.getAsBoolean()) {
        throw new Failure(
            ExitCode.TRY_AGAIN,
            "stopped as requested while waiting for the upgrade lock, held by " + holder,
            "run the same command again");
      }
      if (polling.isOver()) {
        throw new Failure(
            ExitCode.TRY_AGAIN,
            "another upgrade of this schema is in progress: " + holder,
            "wait for it ('entrypoint schema watch' shows it), or raise schema.lock-timeout");
      }
      if (polling.isLogDue()) {
        LOG.info(
            "lock={} held-by=\"{}\" remainingMs={}", control, holder, polling.left().toMillis());
      }
      polling.pause();
    }
  }

  /**
   * The session may acquire the control lock several times; all are released with the connection.
   */
  private boolean tryAcquire() throws SQLException {
    return session
        .string("SELECT GET_LOCK(?, 0) AND IS_FREE_LOCK(?)", control, script)
        .filter("1"::equals)
        .isPresent();
  }

  /**
   * Checks that this upgrade still excludes all others.
   *
   * @param scriptSession the connection ID of the script session, which must hold the script lock
   * @throws Failure with exit code 75 if a lock was lost
   */
  void requireHeld(long scriptSession) throws SQLException {
    boolean held =
        session
            .string(
                "SELECT IS_USED_LOCK(?) = CONNECTION_ID() AND IS_USED_LOCK(?) = ?",
                control,
                script,
                scriptSession)
            .filter("1"::equals)
            .isPresent();
    if (!held) {
      throw new Failure(
          ExitCode.TRY_AGAIN,
          "the upgrade lock " + control + " is no longer held by this upgrade",
          "run the same command again: it resumes where this one stopped");
    }
  }

  /** Returns a description of the session that holds a lock; empty if both locks are free. */
  Optional<String> holder() throws SQLException {
    return session
        .query(
            "SELECT ID, USER, HOST, TIME, COMMAND, LEFT(IFNULL(STATE, ''), 60) FROM"
                + " information_schema.PROCESSLIST WHERE ID IN (IFNULL(IS_USED_LOCK(?), 0),"
                + " IFNULL(IS_USED_LOCK(?), 0)) ORDER BY ID = IS_USED_LOCK(?) DESC",
            row ->
                "connection "
                    + row.getLong(1)
                    + " of "
                    + row.getString(2)
                    + " from "
                    + row.getString(3)
                    + (row.getString(5).equals("Sleep")
                        ? ", idle for "
                        : ", executing a statement (" + row.getString(6) + ") for ")
                    + row.getLong(4)
                    + " s",
            script,
            control,
            script)
        .stream()
        .findFirst();
  }
}
