// SPDX-License-Identifier: GPL-3.0-or-later
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
 * Checks of an upgrade before its first statement on a real server, and the redaction of messages
 * when a statement fails. A refused upgrade changes nothing and creates no journal.
 */
final class SchemaPreflightIT {
  private static final String SCRIPT = "migrate-1-to-2.sql";
  private static final String INSERT = "INSERT INTO item (text) VALUES ('done');\n";
  private static final String OPERATOR = "-edatabase.admin-url=mysql://op@127.0.0.1:3399/";

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
    server.sql("DROP USER IF EXISTS op@'%', op@localhost; DROP ROLE IF EXISTS operators");
    server.file(SCRIPT, INSERT);
  }

  private static void createOperator(String grants) {
    server.sql("CREATE USER op@'%' IDENTIFIED BY '" + SchemaServer.PASSWORD + "';\n" + grants);
  }

  private static void assertRefused(Outcome outcome, int code, String what, String fix) {
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.err()).endsWith(message(what, fix));
    assertThat(server.sql("SHOW DATABASES LIKE 'qservSchemaJournal'")).isEmpty();
  }

  @Test
  void anInvisibleDatabaseIsNotReportedAsUninitialized() {
    createOperator("GRANT PROCESS ON *.* TO op@'%'");
    String what =
        "account op@% cannot see database qservw_worker, so it is unknown whether the database has a schema";
    String fix = "grant it SELECT on `qservw_worker`.*, or use an account that has the privilege";
    assertRefused(server.upgrade(OPERATOR), 77, what, fix);
    assertRefused(server.schema("plan", OPERATOR), 77, what, fix);
    assertRefused(server.schema("status", OPERATOR), 77, what, fix);
  }

  @Test
  void tablesWithoutAVersionAreInconsistent() {
    server.sql("DELETE FROM qservw_worker.QMetadata");
    assertRefused(
        server.upgrade(),
        78,
        "database qservw_worker has tables, but `qservw_worker`.QMetadata has no version",
        "determine the version of the tables, and insert it: INSERT INTO"
            + " `qservw_worker`.QMetadata VALUES ('version', N)");
  }

  @Test
  void aMissingDatabaseIsRefusedWithTheCommandThatInitializesIt() {
    server.sql("DROP DATABASE qservw_worker");
    server.container().script("rm /tmp/scripts/worker/*");
    server.file("migrate-None-to-1.sql", "CREATE TABLE QMetadata (a INT);\n");
    assertRefused(
        server.upgrade(),
        78,
        TARGET + ": database qservw_worker does not exist, and no script creates it",
        "run: entrypoint init --module worker");
  }

  @Test
  void allMissingPrivilegesAreListedAsGrants() {
    createOperator("GRANT SELECT, DROP ON qservw_worker.* TO op@'%'");
    server.file(SCRIPT, INSERT + "CREATE TABLE t (a INT);\nCREATE USER u;\nDROP TABLE gate;\n");
    assertRefused(
        server.upgrade(OPERATOR),
        77,
        TARGET + ": account op@% lacks privileges that the upgrade needs",
        "execute as an administrator: GRANT CREATE USER, PROCESS ON *.* TO 'op'@'%'; GRANT CREATE, DELETE,"
            + " INSERT, SELECT, UPDATE ON `qservSchemaJournal`.* TO 'op'@'%'; GRANT CREATE, INSERT"
            + " ON `qservw_worker`.* TO 'op'@'%'; or set database.admin-url to the URL of an administrator");
    assertThat(server.items()).isEmpty();
  }

  /** Opens a session of the account that the services of the module use. */
  private static void openServiceSession(String statements) {
    server.sql(
        """
        CREATE OR REPLACE USER qsmaster@localhost, qsmaster@'127.0.0.1';
        GRANT ALL ON *.* TO qsmaster@localhost, qsmaster@'127.0.0.1';
        """);
    server.openSession("qsmaster", statements);
  }

  @Test
  void idleServiceSessionsAreAcceptedIfConfigured() {
    openServiceSession("USE qservw_worker");
    Outcome refused = server.upgrade();
    Outcome upgraded = server.upgrade("-eschema.idle-sessions=accept");
    server.closeSession("qsmaster");
    assertThat(refused.exit()).as(refused.err()).isEqualTo(75);
    assertThat(upgraded.exit()).as(upgraded.err()).isZero();
    assertThat(server.items()).isEqualTo("done");
  }

  @Test
  void aSessionOfAServiceWithAnOpenTransactionIsNotIdle() {
    openServiceSession("START TRANSACTION; UPDATE qservw_worker.gate SET shut = 2");
    Outcome refused = server.upgrade("-eschema.idle-sessions=accept");
    server.closeSession("qsmaster");
    assertThat(refused.exit()).as(refused.err()).isEqualTo(75);
    assertThat(refused.err()).contains("of qsmaster from ");
    assertThat(server.items()).isEmpty();
  }

  @Test
  void commandsTimeOutOnAServerThatHangs() {
    server.container().script("kill -STOP $(pidof mariadbd)");
    Outcome probe =
        server
            .container()
            .run("timeout", "60", "entrypoint", "probe", "ready", "-epaths.state=/tmp/server");
    Outcome wait =
        server.upgrade(
            "--wait",
            "-eschema.wait-timeout=1s",
            "-edatabase.admin-url=mysql://boss@127.0.0.1:3399/");
    server.container().script("kill -CONT $(pidof mariadbd)");
    assertThat(probe.exit()).as("%s", probe).isEqualTo(1);
    assertThat(probe.out()).contains(" unready ");
    assertThat(wait.exit()).as("%s", wait).isEqualTo(69);
    assertThat(wait.err()).contains(" was not ready within 1 s: not ready ");
  }

  @Test
  void privilegesOfADefaultRoleCount() {
    createOperator(
        """
        CREATE ROLE operators;
        GRANT PROCESS ON *.* TO operators;
        GRANT ALL ON qservw_worker.* TO operators;
        GRANT ALL ON qservSchemaJournal.* TO operators;
        GRANT operators TO op@'%';
        SET DEFAULT ROLE operators FOR op@'%';
        """);
    Outcome upgraded = server.upgrade(OPERATOR);
    assertThat(upgraded.exit()).as(upgraded.err()).isZero();
    assertThat(server.items()).isEqualTo("done");
  }

  @Test
  void allStatementsThatCannotBeExecutedAreListedTogether() {
    server.file(SCRIPT, "SHUTDOWN;\n" + INSERT + "XA START 'x';\n");
    Outcome refused = server.upgrade();
    assertThat(refused.exit()).isEqualTo(65);
    assertThat(refused.err())
        .endsWith(
            """
            error: 2 problems in the upgrade of %s
              %s: line 1: SHUTDOWN shuts down the server
                fix: remove it
              %s: line 3: XA uses a distributed transaction, which cannot commit together with the journal
                fix: use START TRANSACTION and COMMIT
            """
                .formatted(TARGET, SchemaServer.SCRIPTS + SCRIPT, SchemaServer.SCRIPTS + SCRIPT));
    assertThat(server.items()).isEmpty();
  }

  @Test
  void aValueWithAQuoteIsRefusedByTheNameOfItsVariable() {
    String canary = "top\"half-of-it";
    template("INSERT INTO item (text) VALUES (\"{{ word }}\");\n", canary);
    Outcome refused = server.upgrade("--json=@/tmp/run/extra.json");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err()).contains("word", "sql_string").doesNotContain("half-of-it");
    assertThat(server.items()).isEmpty();
  }

  @Test
  void theFilterForStringsEscapesAnyValue() {
    template("INSERT INTO item (text) VALUES ({{ word | sql_string }});\n", "a'b\"c\\\\d");
    Outcome upgraded = server.upgrade("--json=@/tmp/run/extra.json");
    assertThat(upgraded.exit()).as(upgraded.err()).isZero();
    assertThat(server.sql("SELECT HEX(text) FROM qservw_worker.item"))
        .isEqualTo("61276222635C64\n");
  }

  @Test
  void theServersMessageAboutAStatementWithAValueIsNotShown() {
    String canary = "canary-4711";
    template("INSERT INTO item (text) VALUES ('{{ word }}' oops);\n", canary);
    Outcome failed = server.upgrade("--json=@/tmp/run/extra.json");
    assertThat(failed.exit()).isEqualTo(65);
    assertThat(failed.err())
        .contains(
            SchemaServer.SCRIPTS
                + SCRIPT
                + ".jinja: line 1: INSERT item: error 1064 (SQLSTATE 42000); the server's message is"
                + " not shown, because the statement contains values of variables\n");
    String everything =
        failed.err()
            + server.schema("status", "--json=@/tmp/run/extra.json").out()
            + server
                .container()
                .script(
                    "cat /tmp/state/*.log; mariadb-dump --no-defaults -S"
                        + " /qserv/data/mysql/mysql.sock qservSchemaJournal");
    assertThat(everything).doesNotContain("canary", "oops");
  }

  @Test
  void aVariableValueInAFileNameIsNotRedacted() {
    template("INSERT INTO nowhere (text) VALUES ({{ word }});\n", "1");
    Outcome failed = server.upgrade("--json=@/tmp/run/extra.json");
    assertThat(failed.exit()).isEqualTo(65);
    assertThat(failed.err())
        .contains("migrate-1-to-2.sql.jinja: line 1: INSERT nowhere: error 1146");
  }

  @Test
  void aScriptVariableWithoutAValueIsReportedAsAMissingSetting() {
    template("INSERT INTO item (text) VALUES ('{{ other }}');\n", "x");
    Outcome refused = server.upgrade("--json=@/tmp/run/extra.json");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err()).contains("'other' has no value", "schema.variables.other");
  }

  @Test
  void droppedAccountsAndUnrenderedPlaceholdersAreReportedAsWarnings() {
    server.file(SCRIPT, "DROP USER IF EXISTS u;\nINSERT INTO item (text) VALUES ('{{ word }}');\n");
    Outcome upgraded = server.upgrade();
    assertThat(upgraded.exit()).as(upgraded.err()).isZero();
    assertThat(upgraded.err())
        .contains(
            "WARN the scripts drop accounts: u@%",
            "line 2: INSERT item contains {{ … }}, which is sent to the server unchanged");
    assertThat(server.items()).isEqualTo("{{ word }}");
  }

  @Test
  void sigtermEndsTheWaitForTheLock() {
    server.file(SCRIPT, "SELECT shut FROM gate;\n" + INSERT);
    server.openSession("monitor", "LOCK TABLES qservw_worker.gate WRITE");
    server.start("first", "upgrade");
    server.awaitStatement("SELECT shut%");
    server.start("second", "upgrade");
    server.container().await("the wait", () -> server.err("second").contains("held-by"));
    server.signal("second", "TERM");
    Outcome stopped = server.awaitExit("second");
    server.closeSession("monitor");
    assertThat(server.awaitExit("first").exit()).isZero();
    assertThat(stopped.exit()).isEqualTo(75);
    assertThat(stopped.err())
        .contains("error: stopped as requested while waiting for the upgrade lock, held by");
  }

  private static void template(String text, String word) {
    server.container().script("rm /tmp/scripts/worker/*");
    server.file(SCRIPT + ".jinja", text);
    server
        .container()
        .write(
            "/tmp/run/extra.json",
            "{\"schema\":{\"variables\":{\"word\":\"" + word.replace("\"", "\\\"") + "\"}}}");
  }
}
