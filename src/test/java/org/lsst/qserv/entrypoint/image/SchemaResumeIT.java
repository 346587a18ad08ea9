// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.image.SchemaServer.TARGET;
import static org.lsst.qserv.entrypoint.image.SchemaServer.message;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * Interruptions after which an upgrade requires a choice, with the results of retry and skip.
 * Interruptions that require no choice are tested by {@link SchemaKillIT}.
 */
@Order(1)
final class SchemaResumeIT {
  private static final String SCRIPT = "migrate-1-to-2.sql";

  /** Waits while the gate is shut, and changes nothing. */
  private static final String WAIT = "SELECT SLEEP(600) FROM gate";

  private static final String CHOICES =
      "inspect the schema, then use --resume=retry to execute the statement again, or"
          + " --resume=skip to mark it as completed and continue with the next one";

  private static final String AGAIN =
      "use --resume=retry to execute it again if it changes nothing but the session, or"
          + " --resume=skip to continue without it";

  private static final String COMMITS =
      ") was started but not completed. It cannot be rolled back, so it may have been partially"
          + " executed";

  private static final String LOST =
      " leaves values in the session that cannot be restored: they depend on data that may have"
          + " changed since";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static SchemaServer server;

  @BeforeAll
  static void startServer() {
    server = new SchemaServer();
  }

  @AfterAll
  static void removeContainer() {
    server.close();
  }

  @BeforeEach
  void resetSchemaToVersionOne() {
    server.reset();
  }

  @Test
  void aRoutineThatCommitsRequiresAChoice() {
    server.sql(
        """
        USE qservw_worker;
        DELIMITER $$
        CREATE PROCEDURE add_one() BEGIN
          INSERT INTO item (text) VALUES ('called');
          COMMIT;
          SELECT SLEEP(600) FROM gate;
        END$$
        """);
    server.file(
        SCRIPT,
        """
        SET @word = 'after';
        CALL add_one();
        INSERT INTO item (text) VALUES (@word);
        """);
    server.killDuring("%SLEEP(600)%");

    assertRequiresChoice("migrate-1-to-2.sql, statement 2 (line 2) (CALL" + COMMITS, CHOICES);

    assertRetry("called,called,after");
    assertSkip("called,after");
  }

  @Test
  void aTableWithoutTransactionsRequiresAChoice() {
    server.sql("CREATE TABLE qservw_worker.plain (a INT) ENGINE=MyISAM");
    server.file(
        SCRIPT,
        """
        INSERT INTO plain SELECT SLEEP(600 * (SELECT COUNT(*) FROM gate));
        INSERT INTO item (text) SELECT COUNT(*) FROM plain;
        """);
    server.killDuring("INSERT INTO plain%");

    assertRequiresChoice(
        "migrate-1-to-2.sql, statement 1 (line 1) (INSERT plain" + COMMITS, CHOICES);

    String interrupted = server.sql("SELECT COUNT(*) FROM qservw_worker.plain").strip();
    assertRetry(Integer.toString(Integer.parseInt(interrupted) + 1));
    assertSkip(interrupted);
  }

  @Test
  void aDefinitionThatAnotherSessionChangedRequiresAChoice() {
    server.sql("CREATE TABLE qservw_worker.old (a INT) ENGINE=InnoDB");
    server.file(SCRIPT, "DROP TABLE old;\nINSERT INTO item (text) VALUES ('after');\n");
    server.openSession("monitor", "LOCK TABLES qservw_worker.old READ");
    server.killDuring("DROP TABLE old");
    server.closeSession("monitor");
    server.sql("ALTER TABLE qservw_worker.old ADD COLUMN b INT");

    assertRequiresChoice(
        "migrate-1-to-2.sql, statement 1 (line 1) (DROP TABLE old) was started but not"
            + " completed, and the affected objects match neither the state before the statement nor"
            + " the expected result",
        CHOICES);

    assertRetry("after");
    assertThat(server.sql("SHOW TABLES FROM qservw_worker LIKE 'old'")).isEmpty();
    assertSkip("after");
    assertThat(server.sql("SHOW TABLES FROM qservw_worker LIKE 'old'")).isEqualTo("old\n");
  }

  @Test
  void aVariableThatWasReadFromDataRequiresAChoice() {
    server.sql("INSERT INTO qservw_worker.item (text) VALUES ('first')");
    server.file(
        SCRIPT,
        """
        SET @kept = 'kept';
        SET @rows = (SELECT COUNT(*) FROM item);
        INSERT INTO item (text) VALUES ('between');
        %s;
        INSERT INTO item (text) VALUES (@kept), (IFNULL(@rows, 'nothing'));
        """
            .formatted(WAIT));
    server.killDuring(WAIT);

    assertRequiresChoice("migrate-1-to-2.sql, statement 2 (line 2)" + LOST, AGAIN);

    assertRetry("first,between,kept,2");
    assertSkip("first,between,kept,nothing");
  }

  @Test
  void aTemporaryTableThatWasFilledFromDataRequiresAChoice() {
    server.sql("INSERT INTO qservw_worker.item (text) VALUES ('first'), ('second')");
    server.file(
        SCRIPT,
        """
        CREATE TEMPORARY TABLE selected (a INT);
        INSERT INTO selected SELECT id FROM item;
        INSERT INTO item (text) VALUES ('between');
        %s;
        INSERT INTO item (text) SELECT COUNT(*) FROM selected;
        """
            .formatted(WAIT));
    server.killDuring(WAIT);

    assertRequiresChoice("migrate-1-to-2.sql, statement 2 (line 2)" + LOST, AGAIN);

    assertRetry("first,second,between,3");
    assertSkip("first,second,between,0");
  }

  @Test
  void valuesThatNoLaterStatementUsesDoNotAsk() {
    server.file(
        SCRIPT,
        """
        SET @rows = (SELECT COUNT(*) FROM item);
        INSERT INTO item (text) VALUES (@rows);
        %s;
        INSERT INTO item (text) VALUES ('last');
        """
            .formatted(WAIT));
    server.killDuring(WAIT);
    openGate();
    Outcome resumed = server.upgrade();
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(server.items()).isEqualTo("0,last");
  }

  /** The journal is locked when the table is dropped, so that the kill precedes the record. */
  @Test
  void aDefinitionThatWasExecutedAndNotRecordedIsReportedAsNotExecutedAgain() {
    server.sql("CREATE TABLE qservw_worker.old (a INT) ENGINE=InnoDB");
    server.file(SCRIPT, "DROP TABLE old;\nINSERT INTO item (text) VALUES ('after');\n");
    server.openSession("monitor", "LOCK TABLES qservw_worker.old READ");
    server.start("killed", "upgrade");
    server.awaitStatement("DROP TABLE old");
    server.openSession("service", "LOCK TABLES qservSchemaJournal.migration_step READ");
    server.closeSession("monitor");
    server.awaitAnswer("SHOW TABLES FROM qservw_worker LIKE 'old'", "");
    server.kill("killed");
    server.closeSession("service");

    Outcome resumed = server.upgrade();
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.err().lines())
        .filteredOn(line -> line.contains("DROP TABLE old"))
        .singleElement(as(InstanceOfAssertFactories.STRING))
        .contains("not-executed=\"already executed\"")
        .doesNotContain("durationMs=");
    assertThat(server.items()).isEqualTo("after");
  }

  @Test
  void aPlanToAVersionBeforeTheEndOfAnUnfinishedRunReportsTheRun() {
    server.file(SCRIPT, "INSERT INTO item (text) VALUES ('first');\n");
    server.file("migrate-2-to-3.sql", "CRATE TABLE x (a INT);\n");
    assertThat(server.upgrade().exit()).isEqualTo(65);
    Outcome plan = server.schema("plan", "--to=2");
    assertThat(plan.exit()).isEqualTo(78);
    assertThat(plan.err())
        .endsWith(
            message(
                TARGET + ": an unfinished upgrade to version 3 must be completed first",
                "use --to 3, or omit --to"));
  }

  @Test
  void aFailureIsReportedOnce() {
    server.file(SCRIPT, "INSERT INTO nowhere VALUES (1);\n");
    assertThat(server.upgrade().err()).containsOnlyOnce("nowhere' doesn't exist");
  }

  @Test
  void aStatementThatWasExecutedMayNotChange() {
    server.file(SCRIPT, "INSERT INTO item (text) VALUES ('first');\n" + WAIT + ";\n");
    server.killDuring(WAIT);
    openGate();

    server.file(SCRIPT, "INSERT INTO item (text) VALUES ('other');\n" + WAIT + ";\n");
    Outcome changed = server.upgrade();
    assertThat(changed.exit()).isEqualTo(65);
    assertThat(changed.err())
        .endsWith(
            message(
                TARGET
                    + ": migrate-1-to-2.sql, statement 1 (line 1) has changed since it was executed;"
                    + " the journal has migrate-1-to-2.sql, statement 1 (line 1) (INSERT item)",
                "restore the statements that were executed (and the same schema.variables);"
                    + " statements that failed or were not executed yet may be corrected"));
    assertThat(server.items()).isEqualTo("first");
  }

  @Test
  void whatWasNotExecutedMayChangeAndSoMayLineEndingsAndComments() {
    server.file(
        SCRIPT, "INSERT INTO item (text)\n  VALUES ('first');\n" + WAIT + ";\nCRATE TABLE x;\n");
    server.killDuring(WAIT);
    openGate();
    server.file(
        SCRIPT,
        "\uFEFF-- more\r\nINSERT INTO item (text)\r\n  VALUES ('first');\r\n"
            + WAIT
            + ";\r\nINSERT INTO item (text) VALUES ('corrected');\r\n");
    Outcome resumed = server.upgrade();
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(server.items()).isEqualTo("first,corrected");
  }

  @Test
  void aMistakeCanBeCorrectedHoweverOftenItFailed() {
    server.file(SCRIPT, "CRATE TABLE x (a INT);\nINSERT INTO item (text) VALUES ('done');\n");
    for (int i = 0; i < 3; i++) {
      Outcome failed = server.upgrade();
      assertThat(failed.exit()).as(failed.err()).isEqualTo(65);
      assertThat(failed.err())
          .contains(SchemaServer.SCRIPTS + SCRIPT + ": line 1: CRATE: error 1064: ")
          .endsWith(
              "\nfix: fix the reported error and run the command again: it resumes with this"
                  + " statement\n");
    }
    server.file(SCRIPT, "CREATE TABLE x (a INT);\nINSERT INTO item (text) VALUES ('done');\n");
    Outcome corrected = server.upgrade();
    assertThat(corrected.exit()).as(corrected.err()).isZero();
    assertThat(server.items()).isEqualTo("done");
  }

  @Test
  void aRunOfWhichNothingWasExecutedCanBeAbandoned() {
    server.file(SCRIPT, "CRATE TABLE x (a INT);\n");
    assertThat(server.upgrade().exit()).isEqualTo(65);
    assertThat(server.schema("status").out())
        .contains(
            "worker: unfinished", "nothing was executed", "'schema upgrade --abandon' abandons it");
    assertThat(server.upgrade("--abandon").out())
        .isEqualTo(TARGET + ": the unfinished upgrade was abandoned\n");
    assertThat(server.schema("status").out()).startsWith("worker: outdated\n");
    assertThat(server.upgrade("--abandon").out()).isEqualTo(TARGET + ": no unfinished upgrade\n");
  }

  @Test
  void aRunOfWhichAStatementWasExecutedCannotBeAbandoned() {
    server.file(SCRIPT, "INSERT INTO item (text) VALUES ('first');\nCRATE TABLE x (a INT);\n");
    assertThat(server.upgrade().exit()).isEqualTo(65);
    Outcome refused = server.upgrade("--abandon");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err())
        .endsWith(
            message(
                TARGET
                    + ": the upgrade to version 2 cannot be abandoned: some of its statements"
                    + " have already been executed",
                "resume it: entrypoint schema upgrade --module worker"));
  }

  @Test
  void aResumeIsRefusedUntilAMissingScriptIsRestored() {
    String text = "INSERT INTO item (text) VALUES ('first');\n" + WAIT + ";\n";
    server.file(SCRIPT, text);
    server.killDuring(WAIT);
    openGate();
    server
        .container()
        .script("mv /tmp/scripts/worker/migrate-1-to-2.sql /tmp/scripts/worker/migrate-2-to-3.sql");
    Outcome missing = server.upgrade();
    assertThat(missing.exit()).isEqualTo(65);
    assertThat(missing.err())
        .endsWith(
            message(
                TARGET
                    + ": the script migrate-1-to-2.sql of the unfinished upgrade is not in"
                    + " /tmp/scripts/worker",
                "restore it: the upgrade resumes with the scripts that it started with"));

    server.container().script("rm /tmp/scripts/worker/*");
    server.file(SCRIPT, text);
    assertThat(server.upgrade().exit()).isZero();
    assertThat(server.items()).isEqualTo("first");
  }

  private static void openGate() {
    server.sql("DELETE FROM qservw_worker.gate");
  }

  /** The upgrade stops, changes nothing, and lists the choices; its state is saved for both. */
  private static void assertRequiresChoice(String what, String fix) {
    openGate();
    String before = server.items();
    Outcome asked = server.upgrade();
    assertThat(asked.exit()).isEqualTo(78);
    assertThat(asked.err()).endsWith(message(TARGET + ": " + what, fix));
    assertThat(server.items()).isEqualTo(before);
    assertThat(server.version()).isEqualTo("1");
    server.saveDatabases();
  }

  private static void assertRetry(String items) {
    assertResumes("retry", items);
  }

  private static void assertSkip(String items) {
    server.restoreDatabases();
    assertResumes("skip", items);
  }

  private static void assertResumes(String choice, String items) {
    Outcome resumed = server.upgrade("--resume=" + choice);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(server.items()).isEqualTo(items);
    assertThat(server.version()).isEqualTo("2");
  }
}
