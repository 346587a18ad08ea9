// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.journal.MigrationRun;
import org.lsst.qserv.entrypoint.schema.journal.SqlJournal;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * The state of a schema, as its version table and the journal describe it.
 *
 * @param version the version in its version table
 * @param unfinished the run that was started and is not finished; it takes precedence over the
 *     version
 * @param journalReadable whether the account can read the journal; true if there is none
 */
record SchemaState(Version version, Optional<MigrationRun> unfinished, boolean journalReadable) {
  private static final String TABLES =
      "SELECT COUNT(*), SUM(TABLE_NAME = 'QMetadata') FROM information_schema.TABLES"
          + " WHERE TABLE_SCHEMA = ?";

  private static final int UNKNOWN_DATABASE = 1049;
  private static final int NO_SUCH_TABLE = 1146;
  private static final Set<Integer> ABSENT = Set.of(UNKNOWN_DATABASE, NO_SUCH_TABLE);

  /** Returns whether the schema has a version and no run is unfinished. */
  boolean isAt(Version target) {
    return unfinished.isEmpty() && version.equals(target);
  }

  /**
   * Reads the state of a schema without changing anything. Journal and version table are queried
   * directly, because only then the server distinguishes a missing table from one that the account
   * cannot see.
   *
   * @throws Failure with exit code 77 if the account cannot see the schema, 78 if its version is
   *     not a number or is missing
   */
  static SchemaState read(ServerSession session, String database) throws SQLException {
    Optional<MigrationRun> unfinished = Optional.empty();
    boolean isReadable = true;
    try {
      unfinished = SqlJournal.forReading(session, database).unfinishedRun();
    } catch (SQLException e) {
      if (SqlFailures.isConnectionLost(e)) {
        throw e;
      }
      isReadable = ABSENT.contains(e.getErrorCode());
    }
    return new SchemaState(version(session, database, unfinished), unfinished, isReadable);
  }

  /**
   * A schema without a database or without tables is uninitialized; one with tables and without a
   * version table has version 0.
   */
  private static Version version(
      ServerSession session, String database, Optional<MigrationRun> unfinished)
      throws SQLException {
    Optional<String> row;
    try {
      row =
          session.string(
              "SELECT value FROM " + versionTable(database) + " WHERE metakey = 'version'");
    } catch (SQLException e) {
      if (ABSENT.contains(e.getErrorCode())) {
        return hasTables(session, database) ? new Version(0) : Version.UNINITIALIZED;
      }
      if (SqlFailures.isAccessDenied(e)) {
        throw notVisible(session, database).causedBy(e);
      }
      throw e;
    }
    if (row.isPresent()) {
      return number(row.get(), database);
    }
    if (unfinished.isPresent() || isEmpty(session, database)) {
      return Version.UNINITIALIZED;
    }
    throw new Failure(
        ExitCode.CONFIGURATION,
        "database " + database + " has tables, but " + versionTable(database) + " has no version",
        "determine the version of the tables, and insert it: INSERT INTO "
            + versionTable(database)
            + " VALUES ('version', N)");
  }

  private static Failure notVisible(ServerSession session, String database) throws SQLException {
    return new Failure(
        ExitCode.ACCESS_DENIED,
        "account "
            + session.string("SELECT CURRENT_USER()").orElse("")
            + " cannot see database "
            + database
            + ", so it is unknown whether the database has a schema",
        "grant it SELECT on "
            + ServerSession.quoted(database)
            + ".*, or use an account that has the privilege");
  }

  private static boolean hasTables(ServerSession session, String database) throws SQLException {
    return session.query(TABLES, row -> row.getLong(1), database).getFirst() > 0;
  }

  /** Returns whether the version table is the only table, and has no rows. */
  private static boolean isEmpty(ServerSession session, String database) throws SQLException {
    boolean isAlone = session.query(TABLES, row -> row.getLong(1), database).getFirst() == 1;
    return isAlone
        && session.string("SELECT 1 FROM " + versionTable(database) + " LIMIT 1").isEmpty();
  }

  private static Version number(String text, String database) {
    try {
      return new Version(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              versionTable(database) + " has version '" + text + "', which is not a number",
              "set it to the actual version of the schema")
          .causedBy(e);
    }
  }

  /** Returns the quoted name of the version table. */
  static String versionTable(String database) {
    return ServerSession.quoted(database) + ".QMetadata";
  }
}
