// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.Row;

/** Scripts the responses of a server whose journal has an unfinished run. */
final class ScriptedJournal {
  static final String TABLES = "^SELECT 1 FROM information_schema.TABLES WHERE";
  static final String UNFINISHED = "schema_database = \\? AND state = 'running' ORDER BY";
  static final String COMPLETED = "^SELECT COUNT\\(\\*\\) FROM .* AND state IN \\(1, 3\\)";
  static final String LAST_COMPLETED = "AND state IN \\(1, 3\\) ORDER BY";
  static final String LAST_FAILED = "AND state IN \\(0, 2\\) AND error";
  static final String LAST = "WHERE run = \\? ORDER BY script DESC";
  static final String RUNNING = "AND state = 0 AND";
  static final String SINCE_LAST = "MAX\\(started\\)";
  static final String SINCE_START = "^SELECT TIMESTAMPDIFF";
  static final int IS_RUNNING = 0;
  static final int IS_DONE = 1;
  static final int HAS_FAILED = 2;

  private ScriptedJournal() {}

  /** Scripts an unfinished run without records. */
  static ScriptedServer start(ScriptedServer server, int from, int to, String scripts) {
    return server
        .answer(TABLES, row(1))
        .answer(UNFINISHED, run(from, to, scripts))
        .answer(COMPLETED, row(0))
        .answer(SINCE_LAST, row(0))
        .answer(SINCE_START, row(0));
  }

  /** Returns the row of a run of nine statements. */
  static Row run(int from, int to, String scripts) {
    LocalDateTime started = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
    return row(1, from, to, scripts, 9, false, false, started, "host1 (pid 7)");
  }

  /** Returns the row of a statement in line 10 times its number of the first script. */
  static Row step(int statement, int state, @Nullable String error) {
    return row(
        0,
        statement,
        10 * statement,
        state,
        new byte[] {1},
        bytes("migrate-1-to-2.sql"),
        bytes("ALTER TABLE t" + statement),
        bytes(""),
        null,
        error == null ? null : bytes(error));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
