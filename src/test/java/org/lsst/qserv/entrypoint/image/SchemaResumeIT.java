package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.image.SchemaServer.TARGET;
import static org.lsst.qserv.entrypoint.image.SchemaServer.message;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * What stops and asks after an upgrade was cut off, each case made on purpose, with what retry and
 * skip do then. Cuts at which nobody has to be asked are those of the kill matrix.
 */
final class SchemaResumeIT {
  private static final String SCRIPT = "migrate-1-to-2.sql";

  /** Waits as long as the gate is shut, and changes nothing. */
  private static final String WAIT = "SELECT SLEEP(600) FROM gate";

  private static final String CHOICES =
      "look at the schema, then give --resume=retry to run the statement again, or --resume=skip to"
          + " take it for done and go on with the next one";

  private static final String AGAIN =
      "--resume=retry runs it again before going on, --resume=skip goes on without it";

  private static final String COMMITS =
      ") was begun and has no end. It commits by itself, or writes a table without transactions, so"
          + " nobody can tell how much of it is done";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static SchemaServer server;

  @BeforeAll
  static void startOne() {
    server = new SchemaServer();
  }

  @AfterAll
  static void removeIt() {
    server.close();
  }

  @BeforeEach
  void aSchemaOfVersionOne() {
    server.reset();
  }

  @Test
  void aRoutineThatCommitsAsksWithRetryAndSkip() {
    server.sql(
        """
        USE qservw_worker;
        DELIMITER $$
        CREATE PROCEDURE add_one() BEGIN
          INSERT INTO thing (text) VALUES ('called');
          COMMIT;
          SELECT SLEEP(600) FROM gate;
        END$$
        """);
    server.file(
        SCRIPT,
        """
        SET @word = 'after';
        CALL add_one();
        INSERT INTO thing (text) VALUES (@word);
        """);
    server.killIn("%SLEEP(600)%");

    assertAsks("migrate-1-to-2.sql, statement 2 (line 2) (CALL" + COMMITS, CHOICES);

    assertRetry("called,called,after");
    assertSkip("called,after");
  }

  @Test
  void aTableWithoutTransactionsAsksWithRetryAndSkip() {
    server.sql("CREATE TABLE qservw_worker.plain (a INT) ENGINE=MyISAM");
    server.file(
        SCRIPT,
        """
        INSERT INTO plain SELECT SLEEP(600 * (SELECT COUNT(*) FROM gate));
        INSERT INTO thing (text) SELECT COUNT(*) FROM plain;
        """);
    server.killIn("INSERT INTO plain%");

    assertAsks("migrate-1-to-2.sql, statement 1 (line 1) (INSERT" + COMMITS, CHOICES);

    String interrupted = server.sql("SELECT COUNT(*) FROM qservw_worker.plain").strip();
    assertRetry(Integer.toString(Integer.parseInt(interrupted) + 1));
    assertSkip(interrupted);
  }

  @Test
  void aDefinitionThatSomebodyElseChangedMeanwhileAsksWithRetryAndSkip() {
    server.sql("CREATE TABLE qservw_worker.old (a INT) ENGINE=InnoDB");
    server.file(SCRIPT, "DROP TABLE old;\nINSERT INTO thing (text) VALUES ('after');\n");
    server.enter("monitor", "LOCK TABLES qservw_worker.old READ");
    server.killIn("DROP TABLE old");
    server.leave("monitor");
    server.sql("ALTER TABLE qservw_worker.old ADD COLUMN b INT");

    assertAsks(
        "migrate-1-to-2.sql, statement 1 (line 1) (DROP table old) was begun and has no end, and"
            + " what it names is neither as it was nor where it should be",
        CHOICES);

    assertRetry("after");
    assertThat(server.sql("SHOW TABLES FROM qservw_worker LIKE 'old'")).isEmpty();
    assertSkip("after");
    assertThat(server.sql("SHOW TABLES FROM qservw_worker LIKE 'old'")).isEqualTo("old\n");
  }

  @Test
  void aVariableThatWasReadFromDataAsksWithRetryAndSkip() {
    server.sql("INSERT INTO qservw_worker.thing (text) VALUES ('first')");
    server.file(
        SCRIPT,
        """
        SET @kept = 'kept';
        SET @rows = (SELECT COUNT(*) FROM thing);
        %s;
        INSERT INTO thing (text) VALUES (@kept), (IFNULL(@rows, 'nothing'));
        """
            .formatted(WAIT));
    server.killIn(WAIT);

    assertAsks(
        "migrate-1-to-2.sql, statement 2 (line 2) changes the session by what it reads, and may"
            + " read something else now",
        AGAIN);

    assertRetry("first,kept,1");
    assertSkip("first,kept,nothing");
  }

  @Test
  void aTemporaryTableThatWasFilledFromDataAsksWithRetryAndSkip() {
    server.sql("INSERT INTO qservw_worker.thing (text) VALUES ('first'), ('second')");
    server.file(
        SCRIPT,
        """
        CREATE TEMPORARY TABLE wanted (a INT);
        INSERT INTO wanted SELECT id FROM thing;
        %s;
        INSERT INTO thing (text) SELECT COUNT(*) FROM wanted;
        """
            .formatted(WAIT));
    server.killIn(WAIT);

    assertAsks(
        "migrate-1-to-2.sql, statement 2 (line 2) changes the session by what it reads, and may"
            + " read something else now",
        AGAIN);

    assertRetry("first,second,2");
    assertSkip("first,second,0");
  }

  @Test
  void aScriptThatChangedOrIsGoneIsRefusedUntilItIsPutBack() {
    String text = "INSERT INTO thing (text) VALUES ('first');\n" + WAIT + ";\n";
    server.file(SCRIPT, text);
    server.killIn(WAIT);
    openTheGate();
    String sum = server.container().script("sha256sum <" + SchemaServer.SCRIPTS + SCRIPT);

    server.file(SCRIPT, text + "-- more\n");
    Outcome changed = server.upgrade();
    assertThat(changed.exit()).isEqualTo(65);
    assertThat(changed.err())
        .endsWith(
            message(
                TARGET
                    + ": "
                    + SchemaServer.SCRIPTS
                    + SCRIPT
                    + " has changed since a part of it ran (statement 1 of the path was the last)",
                "put back the script as it was (SHA-256 "
                    + sum.substring(0, 64)
                    + ", and the same schema.variables), and correct what is wrong in a script"
                    + " after it"));

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
                "put it back: the upgrade goes on with the scripts it began with"));
    assertThat(server.things()).isEqualTo("first");

    server.container().script("rm /tmp/scripts/worker/*");
    server.file(SCRIPT, text);
    assertThat(server.upgrade().exit()).isZero();
    assertThat(server.things()).isEqualTo("first");
  }

  private static void openTheGate() {
    server.sql("DELETE FROM qservw_worker.gate");
  }

  /** It stops, changes nothing, and tells the choices; what was found is kept for both. */
  private static void assertAsks(String what, String fix) {
    openTheGate();
    String before = server.things();
    Outcome asked = server.upgrade();
    assertThat(asked.exit()).isEqualTo(78);
    assertThat(asked.err()).endsWith(message(TARGET + ": " + what, fix));
    assertThat(server.things()).isEqualTo(before);
    assertThat(server.version()).isEqualTo("1");
    server.keep();
  }

  private static void assertRetry(String things) {
    assertResumes("retry", things);
  }

  private static void assertSkip(String things) {
    server.putBack();
    assertResumes("skip", things);
  }

  private static void assertResumes(String choice, String things) {
    Outcome resumed = server.upgrade("--resume=" + choice);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(server.things()).isEqualTo(things);
    assertThat(server.version()).isEqualTo("2");
  }
}
