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
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.migrate.Bystanders;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaStatus;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.script.ScriptFolder;
import org.lsst.qserv.entrypoint.schema.script.Version;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * Where is a schema, and where should it be?
 *
 * @param scripts the folder of its scripts; empty if no setting names one
 * @param action what a launch does about it
 */
record SchemaQuestion(
    String module, String database, SchemaServer server, Optional<Path> scripts, String action) {
  static final String INSTALL = "install";
  static final String ENSURE = "ensure";
  static final String NOTHING = "nothing";

  /** Who asks has less patience, so that silence is always said in the same words. */
  private static final Duration LONG = Duration.ofSeconds(10);

  private static final String UNKNOWN = "unknown";
  private static final String UNREACHABLE = "unreachable";

  /** The answer without asking anybody, if nobody has to be asked for it. */
  Optional<Schema> knownAnswer() {
    return scripts.isPresent()
        ? Optional.empty()
        : Optional.of(
            unanswered(
                UNKNOWN,
                Optional.empty(),
                "schema.scripts has no value: nobody knows which version is wanted"));
  }

  /** Asks the server, and changes nothing. */
  Schema ask() {
    ScriptFolder folder;
    try {
      folder = ScriptFolder.read(scripts.orElseThrow());
    } catch (Failure e) {
      return unanswered(UNKNOWN, Optional.empty(), e.problems().getFirst().what());
    }
    try {
      Optional<DatabaseUrl> url = url();
      if (url.isEmpty()) {
        return unanswered(UNREACHABLE, folder, "no server runs there");
      }
      SchemaTarget target =
          new SchemaTarget(module, database, url.get(), folder, Map.of(), Bystanders.NONE);
      return answered(SchemaStatus.read(target, LONG));
    } catch (Failure e) {
      return unanswered(UNKNOWN, folder, e.problems().getFirst().what());
    } catch (SQLException e) {
      return failed(e, folder);
    } catch (IOException e) {
      return unanswered(
          UNKNOWN, folder, "the local administrator's password cannot be read: " + e.getMessage());
    }
  }

  /** The answer of a server that says nothing. */
  Schema silence(Duration patience) {
    return unanswered(
        UNREACHABLE, newest(), "does not answer within " + patience.toSeconds() + " s");
  }

  private Optional<Integer> newest() {
    try {
      return Optional.of(ScriptFolder.read(scripts.orElseThrow()).newest().number());
    } catch (Failure e) {
      return Optional.empty();
    }
  }

  private Optional<DatabaseUrl> url() throws IOException {
    return switch (server) {
      case SchemaServer.Named(DatabaseUrl url) -> Optional.of(url);
      case SchemaServer.OnDirectory(Path directory) -> {
        Path socket = LocalAdministrator.socket(directory);
        yield Files.exists(socket)
            ? Optional.of(LocalAdministrator.url(directory, socket))
            : Optional.empty();
      }
    };
  }

  private Schema answered(SchemaStatus status) {
    List<String> notes = new ArrayList<>();
    status.unfinished().ifPresent(path -> notes.add("unfinished: " + path));
    status.worker().ifPresent(worker -> notes.add("at work: " + worker));
    if (!status.journalReadable()) {
      notes.add("the journal cannot be read: whether an upgrade is unfinished is not known");
    }
    return new Schema(
        module,
        database,
        server.toString(),
        action,
        status.word().toString(),
        Optional.of(status.version()).filter(Version::isInitialized).map(Version::number),
        Optional.of(status.newest().number()),
        notes);
  }

  private Schema failed(SQLException e, ScriptFolder folder) {
    String reason = SqlFailures.reason(e);
    if (SqlFailures.isAccessDenied(e)) {
      return unanswered("denied", folder, reason);
    }
    return SqlFailures.isConnectionLost(e)
        ? unanswered(UNREACHABLE, folder, "does not answer: " + reason)
        : unanswered(UNKNOWN, folder, reason);
  }

  private Schema unanswered(String state, ScriptFolder folder, String why) {
    return unanswered(state, Optional.of(folder.newest().number()), why);
  }

  private Schema unanswered(String state, Optional<Integer> wanted, String why) {
    return new Schema(
        module, database, server.toString(), action, state, Optional.empty(), wanted, List.of(why));
  }
}
