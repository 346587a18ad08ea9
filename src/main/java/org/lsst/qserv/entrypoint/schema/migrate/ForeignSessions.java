package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.database.ServerSession;
import org.lsst.qserv.entrypoint.host.Time;

/**
 * Finds sessions of other programs on the server. A mode that a command line merely claims protects
 * nothing: while another session is connected, the schema is in use.
 */
final class ForeignSessions {
  /** The server's own threads, and sessions that have not logged in yet. */
  private static final Set<String> SERVER =
      Set.of("system user", "event_scheduler", "unauthenticated user");

  /** A probe connects and disconnects: only a session that every poll finds is a user. */
  private static final int POLLS = 5;

  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  private static final String OTHERS =
      "SELECT ID, USER, HOST, IFNULL(DB, ''), COMMAND, TIME,"
          + " USER = SUBSTRING_INDEX(USER(), '@', 1) FROM information_schema.PROCESSLIST"
          + " WHERE ID <> CONNECTION_ID()"
          + " AND IFNULL(IS_USED_LOCK(CONCAT(?, ID)), 0) <> ID"
          + " AND COMMAND NOT IN ('Daemon', 'Binlog Dump') ORDER BY ID";

  private final ServerSession session;
  private final Set<String> bystanders;
  private final Time time;

  ForeignSessions(ServerSession session, Set<String> bystanders, Time time) {
    this.session = session;
    this.bystanders = bystanders;
    this.time = time;
  }

  /** Describes the other sessions; an empty list if a poll finds none. */
  List<String> find() throws SQLException, InterruptedException {
    if (!PrivilegeCheck.of(session).hasGlobal("PROCESS")) {
      return List.of("cannot list other sessions: the account lacks the PROCESS privilege");
    }
    List<Other> found = poll();
    Set<Long> stayed = new HashSet<>(ids(found));
    for (int i = 1; i < POLLS && !foreign(found, stayed).isEmpty(); i++) {
      time.sleep(POLL_INTERVAL);
      found = poll();
      stayed.retainAll(ids(found));
    }
    return foreign(found, stayed).stream().map(Other::description).toList();
  }

  /** A session of this account that disappears is one of ours that had not taken its mark yet. */
  private static List<Other> foreign(List<Other> found, Set<Long> stayed) {
    return found.stream().filter(other -> !other.own() || stayed.contains(other.id())).toList();
  }

  private static List<Long> ids(List<Other> found) {
    return found.stream().map(Other::id).toList();
  }

  private record Other(long id, String user, boolean own, String description) {}

  private List<Other> poll() throws SQLException {
    return session
        .query(
            OTHERS,
            row ->
                new Other(
                    row.getLong(1),
                    row.getString(2),
                    row.getBoolean(7),
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
        .filter(other -> !SERVER.contains(other.user()) && !bystanders.contains(other.user()))
        .toList();
  }
}
