// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.migrate.ScriptStep.ExecutionKind;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.Trait;

/**
 * Restores the session state that the completed statements of a script had created. It executes the
 * statements again that changed only the session, and restores LAST_INSERT_ID().
 */
final class SessionReplay {
  private static final Pattern USE = Pattern.compile("(?i)\\s*USE\\b");

  /**
   * A setting that a later statement replaces completely, so that an earlier failure is harmless.
   */
  private enum Setting {
    DATABASE,
    ROLE
  }

  private record Failed(SourcedStatement statement, SQLException error) {}

  private final ScriptConnection connection;
  private final Resumption resumption;
  private final Map<Integer, String> lastInsertIds;
  private final Map<Setting, Failed> failed = new EnumMap<>(Setting.class);
  private @Nullable String lastInsertId; // not restored yet

  /**
   * Creates the replay of one script.
   *
   * @param lastInsertIds the values of LAST_INSERT_ID() after its statements, by statement number
   */
  SessionReplay(
      ScriptConnection connection, Resumption resumption, Map<Integer, String> lastInsertIds) {
    this.connection = connection;
    this.resumption = resumption;
    this.lastInsertIds = lastInsertIds;
  }

  /**
   * Executes a completed statement again if it changed the session.
   *
   * @param isLast whether no completed statement follows
   * @throws StepFailedException if the connection is lost
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 78 if it cannot be executed
   *     again
   */
  void completed(StepKey key, SourcedStatement sourced, boolean isLast)
      throws SQLException, StepFailedException {
    lastInsertId = lastInsertIds.getOrDefault(key.statement(), lastInsertId);
    if (!resumption.isReplayed(sourced.statement(), isLast)) {
      return;
    }
    restoreLastInsertId();
    Optional<Setting> setting = setting(sourced.statement());
    try {
      PacketResult _ = connection.execute(StatementPacket.of(sourced.statement().text()));
      setting.ifPresent(failed::remove);
    } catch (SQLException e) {
      if (SqlFailures.isConnectionLost(e)) {
        // a statement of the session has no record, so its checksum does not matter
        throw new StepFailedException(new ScriptStep(key, sourced, ExecutionKind.SESSION, ""), e);
      }
      if (setting.isPresent()) {
        failed.put(setting.get(), new Failed(sourced, e));
      } else {
        resumption.replayFailed(sourced, e);
      }
    }
  }

  private static Optional<Setting> setting(ScriptStatement statement) {
    if (statement.has(Trait.CHANGES_ROLE)) {
      return Optional.of(Setting.ROLE);
    }
    return USE.matcher(statement.text()).lookingAt()
        ? Optional.of(Setting.DATABASE)
        : Optional.empty();
  }

  /**
   * Finishes the replay.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 78 if a setting of the session
   *     could not be restored
   */
  void finish() throws SQLException {
    failed
        .values()
        .forEach(failure -> resumption.replayFailed(failure.statement(), failure.error()));
    restoreLastInsertId();
  }

  private void restoreLastInsertId() throws SQLException {
    String value = lastInsertId;
    lastInsertId = null;
    if (value != null) {
      PacketResult _ =
          connection.execute(
              StatementPacket.of(
                  "SET last_insert_id = " + Long.toUnsignedString(Long.parseUnsignedLong(value))));
    }
  }
}
