package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.host.Time;

/**
 * Sessions of others on the server. A mode that one merely claims protects nothing: while somebody
 * is there, the schema is in use.
 */
final class ForeignSessions {
  /** The server's own threads, and who has not logged in yet. */
  private static final Set<String> SERVER =
      Set.of("system user", "event_scheduler", "unauthenticated user");

  /** A probe comes and goes; who is there at every look has come to stay. */
  private static final int LOOKS = 5;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private static final String OTHERS =
      "SELECT ID, USER, HOST, IFNULL(DB, ''), COMMAND, TIME,"
          + " USER = SUBSTRING_INDEX(USER(), '@', 1) FROM information_schema.PROCESSLIST"
          + " WHERE ID <> CONNECTION_ID()"
          + " AND IFNULL(IS_USED_LOCK(CONCAT(?, ID)), 0) <> ID"
          + " AND COMMAND NOT IN ('Daemon', 'Binlog Dump') ORDER BY ID";

  /** Without this privilege the list holds one's own sessions only. */
  private static final String SEES_ALL =
      "SELECT 1 FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'PROCESS' AND GRANTEE"
          + " = CONCAT('\\'', REPLACE(CURRENT_USER(), '@', '\\'@\\''), '\\'') LIMIT 1";

  private final Session session;
  private final Set<String> bystanders;
  private final Time time;

  ForeignSessions(Session session, Set<String> bystanders, Time time) {
    this.session = session;
    this.bystanders = bystanders;
    this.time = time;
  }

  /** Who is there, in words; nobody if a look finds nobody. */
  List<String> find() throws SQLException, InterruptedException {
    if (session.text(SEES_ALL).isEmpty()) {
      return List.of("nobody knows who: this account may not see the sessions of others (PROCESS)");
    }
    List<Other> found = look();
    Set<Long> stayed = new HashSet<>(ids(found));
    for (int i = 1; i < LOOKS && !foreign(found, stayed).isEmpty(); i++) {
      time.sleep(BETWEEN_LOOKS);
      found = look();
      stayed.retainAll(ids(found));
    }
    return foreign(found, stayed).stream().map(Other::words).toList();
  }

  /** One of our own account that has not stayed is one of ours that had not taken its mark yet. */
  private static List<Other> foreign(List<Other> found, Set<Long> stayed) {
    return found.stream().filter(other -> !other.own() || stayed.contains(other.id())).toList();
  }

  private static List<Long> ids(List<Other> found) {
    return found.stream().map(Other::id).toList();
  }

  private record Other(long id, String user, boolean own, String words) {}

  private List<Other> look() throws SQLException {
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
            Session.MARK)
        .stream()
        .filter(other -> !SERVER.contains(other.user()) && !bystanders.contains(other.user()))
        .toList();
  }
}
