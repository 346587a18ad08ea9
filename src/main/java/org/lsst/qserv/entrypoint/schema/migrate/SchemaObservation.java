// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A server and a schema on it, as an account without write privileges sees them.
 *
 * @param server the version of the MariaDB server
 * @param uptime the time since the server started
 * @param certificateEnd when the certificate of the server expires; empty without TLS
 * @param version the version of the schema; empty if no schema was asked for
 * @param upgrade the unfinished upgrade of the schema; empty if there is none
 * @param journalReadable whether the account can read the journal; if not, an unfinished upgrade is
 *     not detected
 */
public record SchemaObservation(
    String server,
    Duration uptime,
    Optional<Instant> certificateEnd,
    Optional<Version> version,
    Optional<Progress> upgrade,
    boolean journalReadable) {
  private static final String UPTIME = "Uptime";

  /** A variable of sessions: it is empty if this one has no TLS. */
  private static final String EXPIRY = "Ssl_server_not_after";

  private static final String STATUS =
      "SHOW STATUS WHERE Variable_name IN ('" + UPTIME + "', '" + EXPIRY + "')";

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
      Map<String, String> status =
          session.query(STATUS, row -> Map.entry(row.getString(1), row.getString(2))).stream()
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      Duration uptime = Duration.ofSeconds(Long.parseLong(status.getOrDefault(UPTIME, "0")));
      Optional<Instant> certificateEnd = CertificateTime.parse(status.getOrDefault(EXPIRY, ""));
      if (database.isEmpty()) {
        return new SchemaObservation(
            server, uptime, certificateEnd, Optional.empty(), Optional.empty(), true);
      }
      SchemaState state = SchemaState.read(session, database.get());
      return new SchemaObservation(
          server,
          uptime,
          certificateEnd,
          Optional.of(state.version()),
          state.unfinished().isPresent()
              ? Progress.read(session, database.get())
              : Optional.empty(),
          state.journalReadable());
    }
  }
}
