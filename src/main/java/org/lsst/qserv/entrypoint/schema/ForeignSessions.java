package org.lsst.qserv.entrypoint.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.host.Time;

/**
 * Sessions of others on the server. A mode that one merely claims protects nothing: while somebody
 * is there, the schema is in use.
 */
final class ForeignSessions {
  /** The server's own threads. */
  private static final Set<String> SERVER = Set.of("system user", "event_scheduler");

  /** A probe comes and goes; who is there at every look has come to stay. */
  private static final int LOOKS = 5;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private static final String OTHERS =
      "SELECT ID, USER, HOST, IFNULL(DB, ''), COMMAND, TIME FROM information_schema.PROCESSLIST"
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
    List<String> found = look();
    for (int i = 1; i < LOOKS && !found.isEmpty(); i++) {
      time.sleep(BETWEEN_LOOKS);
      found = look();
    }
    return found;
  }

  private List<String> look() throws SQLException {
    record Other(String user, String words) {}
    return session
        .query(
            OTHERS,
            row ->
                new Other(
                    row.getString(2),
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
        .map(Other::words)
        .toList();
  }
}
