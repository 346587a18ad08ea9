// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;
import org.lsst.qserv.entrypoint.explain.Explanation.SchemaVersions;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.migrate.Bystanders;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaStatus;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A query for the current and the target version of a schema.
 *
 * @param scripts the directory of its scripts; empty if it is not set
 * @param action the action of a launch for the schema
 */
record SchemaStatusQuery(
    String module, String database, QueriedServer server, Optional<Path> scripts, String action) {
  static final String INSTALL = "install";
  static final String ENSURE = "ensure";
  static final String NOTHING = "nothing";

  /**
   * Longer than the timeout of the caller, so that a timeout is always reported in the same way.
   */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

  private static final String UNKNOWN = "unknown";
  private static final String UNREACHABLE = "unreachable";

  /** Returns the result if no server has to be queried for it. */
  Optional<Schema> knownResult() {
    return scripts.isPresent()
        ? Optional.empty()
        : Optional.of(
            withoutVersion(
                UNKNOWN,
                Optional.empty(),
                "schema.scripts is not set: the target version is unknown"));
  }

  /** Queries the server. Changes nothing. */
  Schema run() {
    ScriptDirectory folder;
    try {
      folder = ScriptDirectory.read(scripts.orElseThrow());
    } catch (Failure e) {
      return withoutVersion(UNKNOWN, Optional.empty(), e.problems().getFirst().what());
    }
    try {
      Optional<DatabaseUrl> url = url();
      if (url.isEmpty()) {
        return withoutVersion(UNREACHABLE, folder, "no server is running");
      }
      SchemaTarget target =
          new SchemaTarget(module, database, url.get(), folder, Map.of(), Bystanders.NONE);
      return result(SchemaStatus.read(target, CONNECTION_TIMEOUT));
    } catch (Failure e) {
      return withoutVersion(UNKNOWN, folder, e.problems().getFirst().what());
    } catch (SQLException e) {
      return failed(e, folder);
    } catch (IOException e) {
      return withoutVersion(
          UNKNOWN,
          folder,
          "cannot read the password of the local administrator: " + e.getMessage());
    }
  }

  /** Returns the result for a server that does not respond in time. */
  Schema timedOut(Duration timeout) {
    return withoutVersion(
        UNREACHABLE, newest(), "no response within " + timeout.toSeconds() + " s");
  }

  private Optional<Integer> newest() {
    try {
      return Optional.of(ScriptDirectory.read(scripts.orElseThrow()).newest().number());
    } catch (Failure e) {
      return Optional.empty();
    }
  }

  private Optional<DatabaseUrl> url() throws IOException {
    return switch (server) {
      case QueriedServer.ByUrl(DatabaseUrl url) -> Optional.of(url);
      case QueriedServer.ByDataDirectory(Path directory) -> {
        Path socket = LocalAdministrator.socket(directory);
        yield Files.exists(socket)
            ? Optional.of(LocalAdministrator.url(directory, socket))
            : Optional.empty();
      }
    };
  }

  private Schema result(SchemaStatus status) {
    List<String> notes = new ArrayList<>();
    status.unfinished().ifPresent(upgrade -> notes.add("unfinished: " + upgrade));
    status.upgradingSession().ifPresent(session -> notes.add("upgrade in progress: " + session));
    if (!status.journalReadable()) {
      notes.add(
          "the journal cannot be read, so an unfinished upgrade would not be detected; grant SELECT on"
              + " qservSchemaJournal.*");
    }
    return new Schema(
        module,
        database,
        server.toString(),
        action,
        status.state().toString(),
        new SchemaVersions(
            Optional.of(status.version()).filter(Version::isInitialized).map(Version::number),
            Optional.of(status.newest().number())),
        notes);
  }

  private Schema failed(SQLException e, ScriptDirectory folder) {
    String reason = SqlFailures.reason(e);
    if (SqlFailures.isAccessDenied(e)) {
      return withoutVersion("denied", folder, reason);
    }
    return SqlFailures.isConnectionLost(e)
        ? withoutVersion(UNREACHABLE, folder, "cannot connect: " + reason)
        : withoutVersion(UNKNOWN, folder, reason);
  }

  private Schema withoutVersion(String state, ScriptDirectory folder, String why) {
    return withoutVersion(state, Optional.of(folder.newest().number()), why);
  }

  private Schema withoutVersion(String state, Optional<Integer> target, String why) {
    return new Schema(
        module,
        database,
        server.toString(),
        action,
        state,
        new SchemaVersions(Optional.empty(), target),
        List.of(why));
  }
}
