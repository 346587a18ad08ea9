// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;

/**
 * Finds sessions of other programs on the server. A mode that a command line merely claims protects
 * nothing: while another session is connected, the schema is in use.
 */
final class ForeignSessions {
  /** The server's own threads, and sessions that have not logged in yet. */
  private static final Set<String> SERVER =
      Set.of("system user", "event_scheduler", "unauthenticated user");

  /** The privilege that shows the sessions of others. */
  static final String PROCESS = "PROCESS";

  /** A probe connects and disconnects: only a session that every poll finds is a user. */
  private static final int POLLS = 5;

  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  private static final String OTHERS =
      "SELECT ID, USER, HOST, IFNULL(DB, ''), COMMAND, TIME,"
          + " USER = SUBSTRING_INDEX(USER(), '@', 1), TIME_MS, COMMAND = 'Sleep' AND ID NOT IN"
          + " (SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX)"
          + " FROM information_schema.PROCESSLIST"
          + " WHERE ID <> CONNECTION_ID()"
          + " AND IFNULL(IS_USED_LOCK(CONCAT(?, ID)), 0) <> ID"
          + " AND COMMAND NOT IN ('Daemon', 'Binlog Dump') ORDER BY ID";

  private final ServerSession session;
  private final Bystanders bystanders;
  private final TimeSource time;

  ForeignSessions(ServerSession session, Bystanders bystanders, TimeSource time) {
    this.session = session;
    this.bystanders = bystanders;
    this.time = time;
  }

  /** Returns whether the account sees the sessions of others. */
  boolean areVisible() throws SQLException {
    return PrivilegeCheck.of(session).hasGlobal(PROCESS);
  }

  /** Describes the other sessions; an empty list if a poll finds none. */
  List<String> find() throws SQLException, InterruptedException {
    long start = time.nanos();
    List<Other> found = poll();
    Set<Long> stayed = new HashSet<>(ids(found));
    for (int i = 1; i < POLLS && !foreign(found, stayed).isEmpty(); i++) {
      time.sleep(POLL_INTERVAL);
      found = poll();
      stayed.retainAll(ids(found));
    }
    Duration watched = Duration.ofNanos(time.nanos() - start);
    return foreign(found, stayed).stream()
        .filter(other -> !isIdleBystander(other, watched))
        .map(Other::description)
        .toList();
  }

  /** A session that executed a statement while it was watched may be about to write. */
  private boolean isIdleBystander(Other other, Duration watched) {
    return bystanders.whileIdle().contains(other.user())
        && other.idle()
        && other.inState().compareTo(watched) >= 0;
  }

  /** A session of this account that disappears belonged to the launcher and had no mark yet. */
  private static List<Other> foreign(List<Other> found, Set<Long> stayed) {
    return found.stream().filter(other -> !other.own() || stayed.contains(other.id())).toList();
  }

  private static List<Long> ids(List<Other> found) {
    return found.stream().map(Other::id).toList();
  }

  /**
   * A session.
   *
   * @param idle whether it executes nothing and has no open transaction
   * @param inState how long that has been so
   */
  private record Other(
      long id, String user, boolean own, boolean idle, Duration inState, String description) {}

  private List<Other> poll() throws SQLException {
    return session
        .query(
            OTHERS,
            row ->
                new Other(
                    row.getLong(1),
                    row.getString(2),
                    row.getBoolean(7),
                    row.getBoolean(9),
                    Duration.ofMillis((long) row.getDouble(8)),
                    "connection "
                        + row.getLong(1)
                        + " of "
                        + row.getString(2)
                        + " from "
                        + row.getString(3)
                        + (row.getString(4).isEmpty() ? "" : " in " + row.getString(4))
                        + " ("
                        + row.getString(5)
                        + ", "
                        + row.getLong(6)
                        + " s)"),
            SessionMark.PREFIX)
        .stream()
        .filter(
            other -> !SERVER.contains(other.user()) && !bystanders.always().contains(other.user()))
        .toList();
  }
}
