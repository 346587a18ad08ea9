// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Tests the progress of an upgrade for records of the journal and rows of the process list. */
final class ProgressTest {
  private static final String STAGE = "^SELECT IFNULL\\(STATE, ''\\), PROGRESS";

  private final ScriptedServer server = new ScriptedServer();

  private Optional<Progress> read() throws SQLException {
    return Progress.read(server.session(), "meta");
  }

  private ScriptedServer running() {
    return ScriptedJournal.start(server, 1, 2, "migrate-1-to-2.sql");
  }

  @Test
  void withoutAJournalNothingIsInProgress() throws SQLException {
    server.answer(ScriptedJournal.UNFINISHED, ScriptedJournal.run(1, 2, "s"));
    assertThat(read()).isEmpty();
    assertThat(server.executed()).hasSize(1);
  }

  @Test
  void withoutAnUnfinishedRunNothingIsInProgress() throws SQLException {
    server.answer(ScriptedJournal.TABLES, row(1));
    assertThat(read()).isEmpty();
  }

  @Test
  void aRunWithoutRecordsIsAtItsStart() throws SQLException {
    running();
    assertThat(read())
        .contains(
            new Progress(
                "meta",
                new Version(1),
                new Version(2),
                0,
                9,
                "",
                "",
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void aStatementThatIsBeingExecutedCountsAsStarted() throws SQLException {
    running()
        .answer(ScriptedJournal.COMPLETED, row(3))
        .answer(ScriptedJournal.LAST, ScriptedJournal.step(4, ScriptedJournal.IS_RUNNING, null))
        .answer(ScriptedJournal.SINCE_LAST, row(61_999))
        .answer(ScriptedJournal.SINCE_START, row(3_600_000))
        .answer(STAGE, row("copy to tmp table", 12.34, 1, 2))
        .answer(" COMMAND, LEFT", row(7, "boss", "host:1", 3, "Sleep", ""));
    Progress progress = read().orElseThrow();
    assertThat(progress)
        .hasToString(
            "meta 1 to 2: statement 4 of 9 (migrate-1-to-2.sql, statement 4 (line 40), ALTER TABLE"
                + " t4) for 61 s, copy to tmp table, 12.3 % of stage 1 of 2, 3600 s in total");
    assertThat(progress.upgradingSession())
        .contains("connection 7 of boss from host:1, idle for 3 s");
    assertThat(server.executed()).contains(stageQuery() + " [qserv-schema-script:meta]");
  }

  private String stageQuery() {
    return server.executed().stream()
        .filter(sql -> sql.contains("MAX_STAGE"))
        .map(sql -> sql.substring(0, sql.lastIndexOf(" [")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCompleteStatementIsCountedOnce() throws SQLException {
    running()
        .answer(ScriptedJournal.COMPLETED, row(3))
        .answer(ScriptedJournal.LAST, ScriptedJournal.step(3, ScriptedJournal.IS_DONE, null))
        .answer(STAGE, row("init", 0.0, 0, 0));
    assertThat(read().orElseThrow())
        .hasToString(
            "meta 1 to 2: statement 3 of 9 (migrate-1-to-2.sql, statement 3 (line 30), ALTER TABLE"
                + " t3) for 0 s, init, 0 s in total");
  }

  @Test
  void aStageWithoutANameIsNotShown() throws SQLException {
    running().answer(STAGE, row("", 0.0, 0, 0));
    assertThat(read().orElseThrow().stage()).isEmpty();
    assertThat(read().orElseThrow())
        .hasToString("meta 1 to 2: statement 0 of 9 for 0 s, 0 s in total");
  }
}
