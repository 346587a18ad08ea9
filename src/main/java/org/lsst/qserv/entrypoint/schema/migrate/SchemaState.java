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
 * The state of a schema.
 *
 * @param version the version in its table of versions
 * @param unfinished the run that was started and is not finished; it decides before the version
 * @param journalReadable whether the journal could be read, if there is one
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
   * Reads the state of a schema, and changes nothing.
   *
   * @throws Failure 77 if the account cannot see the schema, 78 if its version is not a number or
   *     is missing
   */
  static SchemaState read(ServerSession session, String database) throws SQLException {
    Optional<MigrationRun> unfinished = Optional.empty();
    boolean isReadable = true;
    try {
      SqlJournal journal = SqlJournal.forReading(session, database);
      unfinished = journal.exists() ? journal.unfinishedRun() : Optional.empty();
    } catch (SQLException e) {
      if (SqlFailures.isConnectionLost(e)) {
        throw e;
      }
      isReadable = false;
    }
    return new SchemaState(version(session, database, unfinished), unfinished, isReadable);
  }

  /**
   * No database or one without tables: uninitialized. Tables, but no table of versions: 0. What is
   * not visible is not absent: the server tells the two apart only when it is asked for the table.
   */
  private static Version version(
      ServerSession session, String database, Optional<MigrationRun> unfinished)
      throws SQLException {
    Optional<String> row;
    try {
      row = session.text("SELECT value FROM " + versions(database) + " WHERE metakey = 'version'");
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
        "database " + database + " has tables, but " + versions(database) + " has no version",
        "find out which version the tables have, and insert the row: INSERT INTO "
            + versions(database)
            + " VALUES ('version', N)");
  }

  private static Failure notVisible(ServerSession session, String database) throws SQLException {
    return new Failure(
        ExitCode.ACCESS_DENIED,
        "account "
            + session.text("SELECT CURRENT_USER()").orElse("")
            + " cannot see database "
            + database
            + ": whether it has a schema is not known",
        "grant it SELECT on "
            + ServerSession.quoted(database)
            + ".*, or use an account that has the privilege");
  }

  private static boolean hasTables(ServerSession session, String database) throws SQLException {
    return session.query(TABLES, row -> row.getLong(1), database).getFirst() > 0;
  }

  /** Whether the table of versions is the only one, and has no rows. */
  private static boolean isEmpty(ServerSession session, String database) throws SQLException {
    boolean isAlone = session.query(TABLES, row -> row.getLong(1), database).getFirst() == 1;
    return isAlone && session.text("SELECT 1 FROM " + versions(database) + " LIMIT 1").isEmpty();
  }

  private static Version number(String text, String database) {
    try {
      return new Version(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      throw new Failure(
              ExitCode.CONFIGURATION,
              versions(database) + " has version '" + text + "', which is not a number",
              "set it to the version that the schema has")
          .causedBy(e);
    }
  }

  /** Returns the name of the table of versions. */
  static String versions(String database) {
    return ServerSession.quoted(database) + ".QMetadata";
  }
}
