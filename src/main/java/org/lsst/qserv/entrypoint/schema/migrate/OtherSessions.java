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
 * Finds sessions of other programs on the server. The mode of a command line does not prove that
 * the services are stopped: while another session is connected, the schema counts as in use.
 */
final class OtherSessions {
  /** The accounts of the server's own threads, and of sessions that have not logged in yet. */
  private static final Set<String> SERVER_ACCOUNTS =
      Set.of("system user", "event_scheduler", "unauthenticated user");

  /** The privilege to see the sessions of other accounts. */
  static final String PROCESS = "PROCESS";

  /**
   * A probe connects and disconnects, so a single poll that finds no other session is enough. A
   * program that opens a session for each statement is found by each poll, with different IDs.
   */
  private static final int POLLS = 5;

  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  /**
   * Another launcher that has just connected has no lock yet, for as long as this on a busy
   * machine.
   */
  private static final Duration START_LIMIT = Duration.ofSeconds(15);

  private static final String OTHER_SESSIONS =
      "SELECT ID, USER, HOST, IFNULL(DB, ''), COMMAND, TIME,"
          + " USER = SUBSTRING_INDEX(USER(), '@', 1), TIME_MS, COMMAND = 'Sleep' AND ID NOT IN"
          + " (SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX)"
          + " FROM information_schema.PROCESSLIST"
          + " WHERE ID <> CONNECTION_ID()"
          + " AND IFNULL(IS_USED_LOCK(CONCAT(?, ID)), 0) <> ID"
          // The rows of INSERT DELAYED are written by a thread of the server, before a table is
          // changed.
          + " AND COMMAND NOT IN ('Daemon', 'Binlog Dump', 'Delayed insert') ORDER BY ID";

  private final ServerSession session;
  private final Bystanders bystanders;
  private final TimeSource time;

  OtherSessions(ServerSession session, Bystanders bystanders, TimeSource time) {
    this.session = session;
    this.bystanders = bystanders;
    this.time = time;
  }

  /** Returns whether the account can see the sessions of other accounts. */
  boolean areVisible() throws SQLException {
    return PrivilegeCheck.of(session).hasGlobal(PROCESS);
  }

  /**
   * Returns a description of each session that may use the schema. Polls until no other session is
   * connected, at most {@value #POLLS} times, or for 15 s while the only others are sessions of the
   * current account that may belong to a launcher that starts.
   *
   * @return the sessions of the last poll; those of the current account only if each poll has found
   *     them
   */
  List<String> find() throws SQLException, InterruptedException {
    long start = time.nanos();
    List<OtherSession> found = poll();
    Set<Long> seenInEveryPoll = new HashSet<>(ids(found));
    List<OtherSession> others = others(found, seenInEveryPoll);
    for (int i = 1; (i < POLLS && !others.isEmpty()) || mayStart(others, since(start)); i++) {
      time.sleep(POLL_INTERVAL);
      found = poll();
      seenInEveryPoll.retainAll(ids(found));
      others = others(found, seenInEveryPoll);
    }
    Duration watched = since(start);
    return others.stream()
        .filter(other -> !isIdleBystander(other, watched))
        .map(OtherSession::description)
        .toList();
  }

  private Duration since(long start) {
    return Duration.ofNanos(time.nanos() - start);
  }

  /** Returns whether all of these sessions may belong to launchers that are about to lock them. */
  private boolean mayStart(List<OtherSession> others, Duration watched) {
    return watched.compareTo(START_LIMIT) < 0
        && !others.isEmpty()
        && others.stream()
            .allMatch(other -> other.own() && other.inState().compareTo(START_LIMIT) < 0);
  }

  /** A session that executed a statement while it was watched may be about to write. */
  private boolean isIdleBystander(OtherSession other, Duration watched) {
    return bystanders.whileIdle().contains(other.user())
        && other.idle()
        && other.inState().compareTo(watched) >= 0;
  }

  /** A session of this account that disappears belonged to the launcher and had no lock yet. */
  private static List<OtherSession> others(List<OtherSession> found, Set<Long> seenInEveryPoll) {
    return found.stream()
        .filter(other -> !other.own() || seenInEveryPoll.contains(other.id()))
        .toList();
  }

  private static List<Long> ids(List<OtherSession> found) {
    return found.stream().map(OtherSession::id).toList();
  }

  /**
   * A session of another program.
   *
   * @param idle whether it executes no statement and has no open transaction
   * @param inState how long it has been in its current state
   */
  private record OtherSession(
      long id, String user, boolean own, boolean idle, Duration inState, String description) {}

  private List<OtherSession> poll() throws SQLException {
    return session
        .query(
            OTHER_SESSIONS,
            row ->
                new OtherSession(
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
            OwnSessionLock.PREFIX)
        .stream()
        .filter(other ->
            !SERVER_ACCOUNTS.contains(other.user()) && !bystanders.always().contains(other.user()))
        .toList();
  }
}
