package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Time;
import org.lsst.qserv.entrypoint.schema.script.Checksum;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of a schema: one at a time works on it. It belongs to the connection that runs the
 * statements, so it is free when that ends, and not before a statement has ended that a dead
 * upgrader left running.
 */
final class UpgradeLock {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeLock.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final int LONGEST_NAME = 64;

  private final Session session;
  private final String name;

  UpgradeLock(Session session, String database) {
    this.session = session;
    String whole = "qserv-schema:" + database;
    this.name =
        whole.length() <= LONGEST_NAME
            ? whole
            : "qserv-schema:" + Checksum.of(database).substring(0, 40);
  }

  String name() {
    return name;
  }

  /**
   * Takes the lock.
   *
   * @throws Failure 75 if somebody else has it until the deadline
   */
  void take(Duration timeout, Time time) throws SQLException, InterruptedException {
    long start = time.nanos();
    long lastLine = start - BETWEEN_LINES.toNanos();
    while (!tryTake()) {
      long now = time.nanos();
      Duration left = timeout.minusNanos(now - start);
      String holder = holder().orElse("somebody who has just gone");
      if (left.isNegative() || left.isZero()) {
        throw new Failure(
            ExitCode.TRY_AGAIN,
            "the schema is being worked on by " + holder,
            "wait for it ('entrypoint schema watch' shows it), or give schema.lock-timeout more time");
      }
      if (now - lastLine >= BETWEEN_LINES.toNanos()) {
        LOG.info("lock={} held-by=\"{}\" left={}s", name, holder, left.toSeconds());
        lastLine = now;
      }
      time.sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
    }
  }

  private boolean tryTake() throws SQLException {
    return session.text("SELECT GET_LOCK(?, 0)", name).filter("1"::equals).isPresent();
  }

  /** Host, process, since when, and the statement that runs. */
  Optional<String> holder() throws SQLException {
    return session
        .query(
            "SELECT ID, USER, HOST, TIME, COMMAND, LEFT(IFNULL(STATE, ''), 60) FROM"
                + " information_schema.PROCESSLIST WHERE ID = IS_USED_LOCK(?)",
            row ->
                "connection "
                    + row.getLong(1)
                    + " of "
                    + row.getString(2)
                    + " from "
                    + row.getString(3)
                    + (row.getString(5).equals("Sleep")
                        ? ", idle for "
                        : ", in a statement (" + row.getString(6) + ") for ")
                    + row.getLong(4)
                    + " s",
            name)
        .stream()
        .findFirst();
  }
}
