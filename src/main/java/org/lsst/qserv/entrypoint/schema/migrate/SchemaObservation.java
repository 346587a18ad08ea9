// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A server and a schema on it, as an account without write privileges sees them.
 *
 * @param server the version of the MariaDB server
 * @param uptime the time since the server started
 * @param version the version of the schema; empty if no schema was asked for
 * @param upgrade the unfinished upgrade of the schema; empty if there is none
 * @param journalReadable whether the account can read the journal; if not, an unfinished upgrade is
 *     not detected
 */
public record SchemaObservation(
    String server,
    Duration uptime,
    Optional<Version> version,
    Optional<Progress> upgrade,
    boolean journalReadable) {

  /**
   * Observes a server and a schema. Neither waits for a running upgrade nor delays it.
   *
   * @param database the database of the schema; empty for none
   * @param timeout the limit for connecting and for each response of the server
   * @throws SQLException if the server cannot be reached or rejects the account
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 77 if the account cannot see
   *     the schema, 78 if its version is invalid
   */
  public static SchemaObservation read(DatabaseUrl url, Optional<String> database, Duration timeout)
      throws SQLException {
    try (ServerSession session = Sessions.openForWatching(url, timeout)) {
      // A definition change locks its table; this session must not queue behind it for long.
      session.update("SET SESSION lock_wait_timeout = 1, innodb_lock_wait_timeout = 1");
      String server = session.string("SELECT VERSION()").orElse("");
      long uptime =
          session.query("SHOW GLOBAL STATUS LIKE 'Uptime'", row -> row.getLong(2)).getFirst();
      if (database.isEmpty()) {
        return new SchemaObservation(
            server, Duration.ofSeconds(uptime), Optional.empty(), Optional.empty(), true);
      }
      SchemaState state = SchemaState.read(session, database.get());
      return new SchemaObservation(
          server,
          Duration.ofSeconds(uptime),
          Optional.of(state.version()),
          state.unfinished().isPresent()
              ? Progress.read(session, database.get())
              : Optional.empty(),
          state.journalReadable());
    }
  }
}
