// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests that a component starts only when its schema has the version of the scripts. */
@Order(1)
final class SchemaReadinessIT {
  private static final String SCRIPTS = "/usr/local/qserv/schema";
  private static final String PORT = "3398";
  private static final String SERVER = "127.0.0.1:" + PORT;
  private static final String UPGRADE =
      "fix: start the database in mode maintenance and run: entrypoint schema upgrade --module"
          + " worker\n";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @BeforeAll
  static void startContainer() {
    container = Container.idle(Image.DEVELOPMENT).start();
    container.write("/tmp/password", "s3cret@home");
    container.script(
        """
        cp -r %1$s /tmp/first; rm /tmp/first/worker/migrate-[12]-*
        cp -r %1$s /tmp/second; rm /tmp/second/worker/migrate-[12]-*
        echo 'INSERT INTO Dbs VALUES ("x")' >/tmp/second/worker/migrate-1-to-2.sql
        cp -r /tmp/second /tmp/slow
        echo 'DO SLEEP(4)' >/tmp/slow/worker/migrate-1-to-2.sql
        cp -r /tmp/second /tmp/safe
        { echo '-- entrypoint: online-safe'; cat /tmp/second/worker/migrate-1-*; } >/tmp/safe/worker/migrate-1-to-2.sql
        """
            .formatted(SCRIPTS));
    startServer();
  }

  private static void startServer() {
    container.script(
        """
        setsid entrypoint worker database -emariadb.port=%s -edatabase.password-file=/tmp/password \
          -edatabase.admin-url=mysql://boss@%s/ -edatabase.admin-password-file=/tmp/password \
          >/tmp/server.log 2>&1 </dev/null &
        until mariadb -NBe 'select 1' >/dev/null 2>&1; do sleep 0.05; done
        """
            .formatted(PORT, SERVER));
  }

  private static void stopServer() {
    container.script(
        """
        pid=$(cat /qserv/data/mysql/mysql.pid)
        kill $pid
        while kill -0 $pid 2>/dev/null; do sleep 0.05; done
        """);
  }

  @AfterAll
  static void removeContainer() {
    container.close();
  }

  @BeforeEach
  void dropTheSchema() {
    container.script(
        "mariadb -e 'drop database if exists qservw_worker;"
            + " drop database if exists qservSchemaJournal'");
  }

  @Test
  void waitsForAnUninitializedSchemaUntilTheDeadlineWithoutAnAdministrator() {
    assertThat(start(SCRIPTS, "-eschema.wait-timeout=1s"))
        .satisfies(outcome -> assertThat(outcome.exit()).isEqualTo(75))
        .satisfies(outcome ->
            assertThat(outcome.err())
                .endsWith(
                    "error: module worker on "
                        + SERVER
                        + " did not reach version 3 within 1 s: there is no schema yet in"
                        + " qservw_worker\n"
                        + "fix: start the database in mode install, or set"
                        + " database.admin-url\n"));
  }

  @Test
  void anAdministratorInitializesItAndTheNextStartFindsNothingToDo() {
    assertStarted(startAsAdministrator(SCRIPTS));
    assertThat(version()).isEqualTo("3\n");
    assertStarted(start(SCRIPTS));
  }

  @Test
  void anInterruptedInitializationIsResumed() {
    container.script(
        """
        entrypoint schema upgrade --module worker -eschema.scripts=/tmp/slow >/dev/null 2>&1 &
        until mariadb -NBe 'show full processlist' | grep -q 'DO SLEEP'; do kill -0 $!; sleep 0.05; done
        kill -9 $!; wait $! || true
        """);
    assertStarted(startAsAdministrator("/tmp/slow"));
    assertThat(version()).isEqualTo("2\n");
  }

  @Test
  void onUninitializedFailRefusesImmediately() {
    Outcome outcome = startAsAdministrator(SCRIPTS, "-eschema.on-uninitialized=fail");
    assertThat(outcome.exit()).isEqualTo(75);
    assertThat(outcome.err())
        .endsWith(
            "error: the schema of module worker on "
                + SERVER
                + " is not initialized (target version 3, schema.on-uninitialized=fail)\n"
                + "fix: start the database in mode install\n");
  }

  @Test
  void waitsForAnOutdatedSchemaUntilTheDeadline() {
    assertStarted(startAsAdministrator("/tmp/first"));
    Outcome outcome = startAsAdministrator(SCRIPTS, "-eschema.wait-timeout=1s");
    assertThat(outcome.exit()).isEqualTo(75);
    assertThat(outcome.err())
        .endsWith(
            "error: module worker on "
                + SERVER
                + " did not reach version 3 within 1 s: the schema has version 1\n"
                + UPGRADE);
    assertThat(version()).isEqualTo("1\n");
  }

  @Test
  void aVersionThatIsNoneIsNotWaitedFor() {
    assertStarted(startAsAdministrator("/tmp/first"));
    container.script("mariadb -e \"update qservw_worker.QMetadata set value = 'x'\"");
    Outcome outcome = start(SCRIPTS);
    assertThat(outcome.exit()).isEqualTo(78);
    assertThat(outcome.err())
        .endsWith(
            """
            error: `qservw_worker`.QMetadata has version 'x', which is not a number
            fix: set it to the actual version of the schema
            """);
  }

  @Test
  void onOutdatedFailRefusesImmediately() {
    assertStarted(startAsAdministrator("/tmp/first"));
    Outcome outcome = start(SCRIPTS, "-eschema.on-outdated=fail");
    assertThat(outcome.exit()).isEqualTo(75);
    assertThat(outcome.err())
        .endsWith(
            "error: the schema of module worker on "
                + SERVER
                + " has version 1 (target version 3, schema.on-outdated=fail)\n"
                + UPGRADE);
  }

  @Test
  void onOutdatedUpgradeIsRefusedUnlessAllScriptsAreSafe() {
    assertStarted(startAsAdministrator("/tmp/first"));
    Outcome refused = startAsAdministrator("/tmp/second", "-eschema.on-outdated=upgrade");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err()).contains("is not marked as online-safe: migrate-1-to-2.sql\nfix: ");
    assertThat(version()).isEqualTo("1\n");

    assertStarted(startAsAdministrator("/tmp/safe", "-eschema.on-outdated=upgrade"));
    assertThat(version()).isEqualTo("2\n");
  }

  @Test
  void aNewerSchemaIsRefusedImmediately() {
    assertStarted(startAsAdministrator(SCRIPTS));
    Outcome refused = start("/tmp/first");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err())
        .endsWith(
            "error: module worker: the schema has version 3, but this image expects version 1\n"
                + "fix: use the image that upgraded the schema, or a newer one; downgrades are"
                + " not supported\n");
  }

  @Test
  void anUpgradeByAnotherProcessIsWaitedFor() {
    assertStarted(startAsAdministrator("/tmp/first"));
    String answer =
        container.script(
            """
            entrypoint schema upgrade --module worker --mode maintenance -eschema.scripts=/tmp/slow >/tmp/other 2>&1 &
            until mariadb -NBe 'show full processlist' | grep -q 'DO SLEEP'; do kill -0 $!; sleep 0.05; done
            %s
            wait $!
            """
                .formatted(quoted(command("/tmp/slow", "-eschema.on-outdated=fail"))));
    assertThat(answer).isEqualTo("started\n");
    assertThat(version()).isEqualTo("2\n");
  }

  @Test
  void waitsForAServerThatRestartsDuringTheWait() {
    container.script(
        "%s >/tmp/waiting 2>/tmp/waiting.err & echo $! >/tmp/waiting.pid"
            .formatted(quoted(command(SCRIPTS))));
    container.await(
        "the wait",
        () -> container.run("grep", "-q", "wait=schema", "/tmp/waiting.err").exit() == 0);
    stopServer();
    startServer();
    assertStarted(startAsAdministrator(SCRIPTS));
    container.await(
        "the start", () -> container.run("cat", "/tmp/waiting").out().equals("started\n"));
  }

  @Test
  void aWrongPasswordIsReportedImmediately() {
    container.script("echo wrong >/tmp/wrong");
    Outcome refused = start(SCRIPTS, "-edatabase.password-file=/tmp/wrong");
    assertThat(refused.exit()).isEqualTo(77);
    assertThat(refused.err()).contains("error: ").contains("fix: ");
  }

  @Test
  void theStateAndTheMetricsContainTheVersionThatAComponentFoundAtEachStart() {
    assertStarted(startAsAdministrator("/tmp/first"));
    assertThat(versionsDuring("/tmp/first"))
        .isEqualTo(
            """
            "versions": {"schemas": [{"module": "worker", "version": 1}]}
            qserv_entrypoint_schema_version{component="cmsd",module="worker",role="worker"} 1.0
            """);
    assertStarted(startAsAdministrator("/tmp/safe", "-eschema.on-outdated=upgrade"));
    assertThat(versionsDuring("/tmp/safe")).contains("\"version\": 2}", "role=\"worker\"} 2.0");
  }

  /** Returns the versions in the state and the metrics of a component that runs. */
  private static String versionsDuring(String scripts) {
    return container.script(
        """
        %s >/tmp/running 2>&1 & launcher=$!
        entrypoint probe ready --wait 2m -epaths.state=/tmp/state-cmsd >/dev/null
        entrypoint status --output json -epaths.state=/tmp/state-cmsd | grep -o '"versions": {[^]]*\\]}'
        perl -MIO::Socket -e 'my $s = IO::Socket::INET->new("127.0.0.1:9990");
          print $s "GET /metrics HTTP/1.0\\r\\n\\r\\n"; print <$s>' | grep '^qserv_entrypoint_schema'
        kill $launcher; wait $launcher
        """
            .formatted(
                quoted(command(scripts, "-ecommand=[\"sleep\",\"60\"]", "-econtrol.port=9990"))));
  }

  @Test
  void explainReportsTheStateOfTheSchemaBeforeAndAfterAnUpgrade() {
    assertThat(explained(SCRIPTS)).isEqualTo(schema("uninitialized", "–", 3));
    assertStarted(startAsAdministrator("/tmp/first"));
    assertThat(explained(SCRIPTS)).isEqualTo(schema("outdated", "1", 3));
    container.script(
        "entrypoint schema upgrade --module worker --mode maintenance -eschema.scripts=" + SCRIPTS);
    assertThat(explained(SCRIPTS)).isEqualTo(schema("current", "3", 3));
    assertThat(explained("/tmp/first")).isEqualTo(schema("newer", "3", 1));
  }

  @Test
  void explainReportsAnInterruptedUpgrade() {
    assertStarted(startAsAdministrator("/tmp/first"));
    container.script(
        """
        entrypoint schema upgrade --module worker --mode maintenance -eschema.scripts=/tmp/slow >/dev/null 2>&1 &
        until mariadb -NBe 'show full processlist' | grep -q 'DO SLEEP'; do kill -0 $!; sleep 0.05; done
        kill -9 $!; wait $! || true
        """);
    assertThat(explained("/tmp/slow"))
        .startsWith(schema("unfinished", "1", 2))
        .contains(
            "\n              unfinished: from 1 to 2, 0 of 1 statements recorded as complete, started ");
  }

  @Test
  void explainInTheContainerOfTheDatabaseAsksItsServer() {
    assertStarted(startAsAdministrator("/tmp/first"));
    Outcome outcome =
        container.run("entrypoint", "explain", "worker", "database", "-eschema.scripts=" + SCRIPTS);
    assertThat(schemasOf(outcome))
        .isEqualTo(
            """
              schema    worker (qservw_worker at the MariaDB server of data directory /qserv/data/mysql): outdated
                          version 1, target 3; action: nothing
            """);
  }

  @Test
  void explainOfALegacyUpgradeReportsTheStateOfTheSchema() {
    assertStarted(startAsAdministrator("/tmp/first"));
    Outcome outcome =
        container.run(
            "entrypoint",
            "explain",
            "smig-update",
            "--worker-connection=mysql://boss:s3cret@home@" + SERVER + "/",
            "-eschema.scripts=" + SCRIPTS);
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.out())
        .startsWith("entrypoint schema upgrade --module worker ")
        .endsWith(
            """
            worker: outdated
              database  qservw_worker on %s
              version   1
              newest    3
            """
                .formatted(SERVER));
    assertThat(version()).isEqualTo("1\n");
  }

  @Test
  void explainDistinguishesAWrongPasswordFromAnUnreachableServer() {
    container.script("echo wrong >/tmp/wrong");
    assertThat(explained(SCRIPTS, "-edatabase.password-file=/tmp/wrong"))
        .startsWith(schema("denied", "–", 3) + "              error 1045: ");
    assertThat(explained(SCRIPTS, "-edatabase.url=mysql://qsmaster@127.0.0.1:1/"))
        .endsWith("cannot connect: connection refused\n")
        .contains("127.0.0.1:1/): unreachable\n");
  }

  @Test
  void explainReportsAnInvalidVersion() {
    assertStarted(startAsAdministrator("/tmp/first"));
    container.script("mariadb -e \"update qservw_worker.QMetadata set value = 'x'\"");
    assertThat(explained(SCRIPTS))
        .isEqualTo(
            schema("unknown", "–", 3)
                + "              `qservw_worker`.QMetadata has version 'x', which is not a number\n");
  }

  @Test
  void explainOnlyReadsAndChangesNothing() {
    container.script("mariadb -e \"set global log_output='TABLE', global general_log=on\"");
    String before = container.script("mariadb -NBe 'show databases'");
    assertThat(explained(SCRIPTS)).isEqualTo(schema("uninitialized", "–", 3));
    assertThat(container.script("mariadb -NBe 'show databases'")).isEqualTo(before);
    String statements =
        container.script(
            """
            mariadb -NBe "set global general_log=off; select argument from mysql.general_log \
              where user_host like '%qsmaster%' and command_type in ('Query', 'Prepare', 'Execute')"
            """);
    assertThat(statements.strip().lines().toList())
        .isNotEmpty()
        .allMatch(line -> line.matches("(?i)(select|set) .*"), "reads")
        .noneMatch(line -> line.contains("'qserv-schema:") && line.contains("GET_LOCK"));
  }

  private static String schema(String state, String version, int target) {
    return """
      schema    worker (qservw_worker at mysql://qsmaster:[REDACTED]@%s/): %s
                  version %s, target %d; action: ensure
    """
        .formatted(SERVER, state, version, target);
  }

  private static String explained(String scripts, String... options) {
    List<String> command = new ArrayList<>(command(scripts, options));
    command.add(1, "explain");
    command.add("--changed");
    return schemasOf(container.run(command.toArray(String[]::new)));
  }

  /** Returns the lines about schemas of an explain page. */
  private static String schemasOf(Outcome outcome) {
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    return outcome
        .out()
        .lines()
        .dropWhile(line -> !line.startsWith("  schema "))
        .takeWhile(line -> line.startsWith("  schema ") || line.startsWith(" ".repeat(14)))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static void assertStarted(Outcome outcome) {
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.out()).isEqualTo("started\n");
  }

  private static String version() {
    return container.script(
        "mariadb -NBe \"select value from qservw_worker.QMetadata where metakey = 'version'\"");
  }

  private static Outcome start(String scripts, String... options) {
    return container.run(command(scripts, options).toArray(String[]::new));
  }

  private static Outcome startAsAdministrator(String scripts, String... options) {
    List<String> command = new ArrayList<>(command(scripts, options));
    command.add("-edatabase.admin-url=mysql://boss@" + SERVER + "/");
    command.add("-edatabase.admin-password-file=/tmp/password");
    return container.run(command.toArray(String[]::new));
  }

  private static List<String> command(String scripts, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "entrypoint",
                "worker",
                "cmsd",
                "-exrootd.manager.host=redirector",
                "-einstance-id=test",
                "-eauth-key=k",
                "-eadmin-auth-key=a",
                "-eregistry.host=registry",
                "-ecommand=[\"echo\",\"started\"]",
                "-epaths.config=/tmp/config",
                "-epaths.state=/tmp/state-cmsd",
                "-eschema.scripts=" + scripts,
                "-edatabase.url=mysql://qsmaster@" + SERVER + "/",
                "-edatabase.password-file=/tmp/password"));
    command.addAll(List.of(options));
    return command;
  }

  private static String quoted(List<String> arguments) {
    return String.join(" ", arguments.stream().map(argument -> "'" + argument + "'").toList());
  }
}
