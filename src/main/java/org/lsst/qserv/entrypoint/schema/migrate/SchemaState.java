package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.Optional;
import org.lsst.qserv.entrypoint.database.SqlFailures;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.script.Version;

/**
 * What is known of a schema.
 *
 * @param version what its table of versions says
 * @param unfinished the path that somebody began and did not end; it decides before the version
 * @param journalReadable whether the journal could be read, if there is one
 */
record SchemaState(Version version, Optional<Journal.Path> unfinished, boolean journalReadable) {

  private static final String TABLES =
      "SELECT COUNT(*), SUM(TABLE_NAME = 'QMetadata') FROM information_schema.TABLES"
          + " WHERE TABLE_SCHEMA = ?";

  private static final int NO_SUCH_TABLE = 1146;

  /** Whether the schema has a version and is at rest. */
  boolean isAt(Version wanted) {
    return unfinished.isEmpty() && version.equals(wanted);
  }

  /**
   * Reads the state of a schema, and changes nothing.
   *
   * @throws Failure 78 if its version is none
   */
  static SchemaState read(Session session, String database) throws SQLException {
    Version version = version(session, database);
    try {
      Journal journal = new Journal(session, database, "");
      return new SchemaState(
          version, journal.exists() ? journal.unfinished() : Optional.empty(), true);
    } catch (SQLException e) {
      if (SqlFailures.isConnectionLost(e)) {
        throw e;
      }
      return new SchemaState(version, Optional.empty(), false);
    }
  }

  /**
   * No database, one without any table, or a table of versions without a version: uninitialised.
   * Tables but no table of versions: 0.
   */
  private static Version version(Session session, String database) throws SQLException {
    record Tables(long all, long versions) {}
    Tables tables =
        session
            .query(TABLES, row -> new Tables(row.getLong(1), row.getLong(2)), database)
            .getFirst();
    if (tables.all() == 0) {
      return Version.UNINITIALISED;
    }
    if (tables.versions() == 0) {
      return new Version(0);
    }
    try {
      Optional<String> row =
          session.text("SELECT value FROM " + versions(database) + " WHERE metakey = 'version'");
      return row.isPresent() ? number(row.get(), database) : Version.UNINITIALISED;
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_TABLE) { // it went away between the two looks
        return version(session, database);
      }
      throw e;
    }
  }

  private static Version number(String text, String database) {
    try {
      return new Version(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          versions(database) + " says '" + text + "', which is no version",
          "set it to the version that the schema has");
    }
  }

  /** The name of the table of versions. */
  static String versions(String database) {
    return quoted(database) + ".QMetadata";
  }

  /** A name as SQL has it. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
