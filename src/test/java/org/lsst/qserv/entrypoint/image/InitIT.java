package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** What {@code init} makes of a real server. */
final class InitIT {
  private static final String USER = "1000:0";
  private static final String SOCKET = "/qserv/data/mysql/mysql.sock";
  private static final String ACCOUNTS = "SELECT * FROM mysql.global_priv ORDER BY user, host";
  private static final String TCP = "worker on 127.0.0.1:3306: ";
  private static final String LOCAL = "worker on " + SOCKET + ": ";
  private static final String SITE =
      """
      database {
        admin-url = "mysql://boss@127.0.0.1/", admin-password-file = /tmp/boss
        password-file = /tmp/qsmaster, monitor-password-file = /tmp/monitor
      }
      replication {
        url = "mysql://qsreplica@127.0.0.1/qservReplica", password-file = /tmp/qsreplica
        admin-url = ${database.admin-url}, admin-password-file = /tmp/boss
      }
      mariadb.options = "general_log = 1\\ngeneral_log_file = /tmp/general.log"
      """;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static String afterThePreparation;

  /** Everything that init ever said. */
  private static final StringBuilder OUTPUT = new StringBuilder();

  @BeforeAll
  static void aServer() {
    container = Container.idle(Image.LITE).start();
    for (String name : List.of("boss", "qsmaster", "monitor", "qsreplica", "alice")) {
      container.write("/tmp/" + name, "canary-of-" + name + "\n");
    }
    container.write("/tmp/site.conf", SITE);
    container.write("/tmp/local.conf", "database { admin-url = null, admin-password-file = null }");
    container.scriptAs(
        USER,
        """
        setsid entrypoint worker database --config /tmp/site.conf </dev/null >/tmp/server.log 2>&1 &
        until grep -qs 'ready for connections' /tmp/server.log; do kill -0 $!; sleep 0.05; done
        """);
    afterThePreparation = succeeded(init("--plan"));
  }

  @AfterAll
  static void removeIt() {
    container.close();
  }

  @AfterEach
  void asItWas() {
    succeeded(init("--prune", "--module", "replication"));
  }

  private static Outcome init(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("entrypoint", "init", "--module", "worker", "--config", "/tmp/site.conf"));
    command.addAll(Arrays.asList(options));
    Outcome outcome = container.runAs(USER, command.toArray(String[]::new));
    OUTPUT.append(outcome.out()).append(outcome.err());
    return outcome;
  }

  private static String succeeded(Outcome outcome) {
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    return outcome.out();
  }

  private static String sql(String statements) {
    container.write("/tmp/statements.sql", statements);
    return container.scriptAs(USER, "mariadb -S " + SOCKET + " -NB </tmp/statements.sql");
  }

  /** Somebody's try to log in, over TCP. */
  private static Outcome login(String user, String statement) {
    return container.runAs(
        USER,
        "bash",
        "-c",
        "MYSQL_PWD=$(cat /tmp/%1$s) mariadb -h 127.0.0.1 -u %1$s -NBe \"%2$s\""
            .formatted(user, statement));
  }

  @Test
  void afterAPreparationThereIsNothingToDo() {
    assertThat(afterThePreparation).isEqualTo("-- " + TCP + "nothing to do\n");
    assertThat(succeeded(init("--plan", "--config", "/tmp/local.conf")))
        .startsWith("-- " + LOCAL + "nothing to do\n");
  }

  @Test
  void aPlanIsSqlWithoutPasswordsAndChangesNothing() {
    sql("DROP USER qsmaster@localhost");
    String before = sql(ACCOUNTS);

    String plan = succeeded(init("--plan"));

    assertThat(sql(ACCOUNTS)).isEqualTo(before);
    assertThat(plan.lines())
        .contains(
            "-- worker on 127.0.0.1:3306, changes: 6",
            "CREATE USER IF NOT EXISTS 'qsmaster'@'localhost' IDENTIFIED VIA mysql_native_password"
                + " USING '[REDACTED]';",
            "GRANT ALL PRIVILEGES ON `Subchunks\\_%`.* TO 'qsmaster'@'localhost';");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REVOKE SELECT ON *.* FROM qsmaster@'%' | grant SELECT on *.* to 'qsmaster'@'%'",
        "REVOKE DROP ON `q\\_memoryLockDb`.* FROM qsmaster@'%'"
            + " | grant ALL PRIVILEGES on `q\\_memoryLockDb`.* to 'qsmaster'@'%'",
        "ALTER USER qsmaster@'%' IDENTIFIED BY 'another'"
            + " | set the password of account 'qsmaster'@'%'",
        "ALTER USER qsmaster@'%' IDENTIFIED BY '' | set the password of account 'qsmaster'@'%'",
        "ALTER USER probe@localhost IDENTIFIED BY 'x'"
            + " | set the way to log in of account 'probe'@'localhost'",
        "ALTER USER qsmaster@'%' ACCOUNT LOCK | unlock account 'qsmaster'@'%'",
        "ALTER USER qsmaster@'%' PASSWORD EXPIRE"
            + " | set the expired password of account 'qsmaster'@'%'",
        "DROP USER probe@localhost | create account 'probe'@'localhost'",
      })
  void driftIsFoundAndMendedOnce(String drift, String mended) {
    sql(drift);

    assertThat(succeeded(init())).isEqualTo(TCP + "done: " + mended + "\n");

    assertThat(succeeded(init())).isEqualTo(TCP + "nothing to change\n");
    assertThat(login("qsmaster", "SELECT CURRENT_USER()").out()).isEqualTo("qsmaster@localhost\n");
  }

  @Test
  void surplusStaysUntilItIsPruned() {
    sql(
        """
        CREATE ROLE r; GRANT r TO qsmaster@'%';
        CREATE USER stranger@'%' IDENTIFIED BY 'x';
        GRANT FILE ON *.* TO qsmaster@'%';
        GRANT ALL ON test.* TO qsmaster@localhost WITH GRANT OPTION;
        GRANT SELECT (User), UPDATE (User, Host) ON mysql.db TO qsmaster@localhost;
        """);
    List<String> surplus =
        List.of(
            "ALL PRIVILEGES on `test`.* of 'qsmaster'@'localhost'",
            "GRANT OPTION on `test`.* of 'qsmaster'@'localhost'",
            "SELECT (`User`) on `mysql`.`db` of 'qsmaster'@'localhost'",
            "UPDATE (`Host`, `User`) on `mysql`.`db` of 'qsmaster'@'localhost'",
            "role `r` of 'qsmaster'@'%', which only its administrator revokes",
            "FILE on *.* of 'qsmaster'@'%'",
            "account 'stranger'@'%'");

    assertThat(succeeded(init()).lines())
        .containsExactlyInAnyOrderElementsOf(
            expected("nothing to change", "not wanted: ", surplus));
    assertThat(succeeded(init("--prune")).lines()).hasSize(surplus.size());
    sql("DROP ROLE r");
    assertThat(succeeded(init())).isEqualTo(TCP + "nothing to change\n");
    assertThat(sql("SELECT CONCAT(user, '@', host) FROM mysql.user WHERE host <> '' ORDER BY 1"))
        .contains("mariadb.sys@localhost\n", "qserv@localhost\n", "root@localhost\n", "boss@%\n");
  }

  private static List<String> expected(String first, String each, List<String> ones) {
    List<String> lines = new ArrayList<>(List.of(TCP + first));
    ones.forEach(one -> lines.add(TCP + each + one));
    return lines;
  }

  @Test
  void anOperatorIsLetInFromItsHostOnlyAndGoesWhenItExpires() {
    String alice =
        "operators.alice={\"hosts\":[\"%s\"],\"modules\":[\"worker\"],\"expires\":\"%s\",\"password-file\":\"/tmp/alice\"}";
    succeeded(init("-e", alice.formatted("127.0.0.1", "2999-12-31")));
    assertThat(login("alice", "CREATE DATABASE qservw_worker; DROP DATABASE qservw_worker").exit())
        .isZero();
    assertThat(login("alice", "SELECT * FROM mysql.user").err()).contains("ERROR 1142");

    succeeded(init("--prune", "-e", alice.formatted("10.9.8.7", "2999-12-31")));
    assertThat(login("alice", "SELECT 1").err()).contains("ERROR 1");

    assertThat(succeeded(init("-e", alice.formatted("10.9.8.7", "2001-12-31"))))
        .isEqualTo(TCP + "done: drop the expired operator 'alice'@'10.9.8.7'\n");
    assertThat(succeeded(init("-e", alice.formatted("10.9.8.7", "2001-12-31"))))
        .isEqualTo(TCP + "nothing to change\n");
  }

  @Test
  void privilegesThatAreMissingAreNamedOneByOne() {
    sql(
        "CREATE USER alice@'%' IDENTIFIED BY 'canary-of-alice'; GRANT SELECT ON mysql.* TO alice@'%';"
            + "REVOKE SELECT ON *.* FROM qsmaster@'%'; DROP USER probe@localhost");
    String[] asAlice = {
      "-edatabase.admin-url=mysql://alice@127.0.0.1/", "-edatabase.admin-password-file=/tmp/alice"
    };

    Outcome refused = init(asAlice);

    assertThat(refused.exit()).isEqualTo(77);
    assertThat(refused.err())
        .endsWith(
            """
            error: 3 problems in the privileges of 'alice'@'%' on 127.0.0.1:3306
              'alice'@'%' lacks CREATE USER on *.*
                fix: GRANT CREATE USER ON *.* TO 'alice'@'%'
              'alice'@'%' lacks GRANT OPTION on *.*
                fix: GRANT USAGE ON *.* TO 'alice'@'%' WITH GRANT OPTION
              'alice'@'%' lacks SELECT on *.*
                fix: GRANT SELECT ON *.* TO 'alice'@'%'
            """);
    assertThat(succeeded(init(asAlice[0], asAlice[1], "--plan")))
        .contains("-- warning: 'alice'@'%' lacks SELECT on *.*\n");
    sql("GRANT CREATE USER, SELECT ON *.* TO alice@'%' WITH GRANT OPTION");
    assertThat(succeeded(init(asAlice)))
        .contains("done: grant SELECT on *.* to 'qsmaster'@'%'\n")
        .contains("done: create account 'probe'@'localhost'\n");
  }

  @Test
  void aWrongPasswordAndAServerThatIsAwayAreToldApart() {
    Outcome wrong = init("-edatabase.admin-password-file=/tmp/alice");
    Outcome away = init("-edatabase.admin-url=mysql://boss@127.0.0.1:3307/");

    assertThat(wrong.exit()).isEqualTo(77);
    assertThat(wrong.err())
        .contains(
            "error: initialising worker: access denied for user 'boss' on 127.0.0.1:3306: error 1045: ");
    assertThat(away.exit()).isEqualTo(69);
    assertThat(away.err())
        .contains("error: initialising worker: no connection to 127.0.0.1:3307 (");
  }

  @Test
  void twoModulesOnOneServerLeaveEachOtherAlone() {
    String done = succeeded(init("--module", "replication"));

    assertThat(done).contains("replication on 127.0.0.1:3306: ");
    assertThat(sql("SHOW DATABASES LIKE 'qserv%'")).isEqualTo("qservReplica\n");
    assertThat(login("qsreplica", "CREATE TABLE qservReplica.t (i INT)").exit()).isZero();
    assertThat(succeeded(init("--prune"))).isEqualTo(TCP + "nothing to change\n");
    assertThat(login("qsreplica", "DROP TABLE qservReplica.t").exit()).isZero();
  }

  @Test
  void aPluginIsInstalledWhereItsScriptIs() {
    container.write(
        "/tmp/plugin.conf",
        "catalogue.modules.worker.plugins.extra { script = /tmp/extra.sql, functions = [extra] }");
    assertThat(succeeded(init("--config", "/tmp/plugin.conf")))
        .isEqualTo(TCP + "nothing to change\n");
    container.write(
        "/tmp/extra.sql",
        """
        CREATE DATABASE IF NOT EXISTS extra;
        DELIMITER $$
        CREATE FUNCTION extra.extra() RETURNS INT DETERMINISTIC BEGIN RETURN 7; END$$
        """);

    assertThat(succeeded(init("--config", "/tmp/plugin.conf")))
        .isEqualTo((TCP + "done: install plugin extra\n").repeat(2));
    assertThat(succeeded(init("--config", "/tmp/plugin.conf")))
        .isEqualTo(TCP + "nothing to change\n");
    sql("DROP DATABASE extra");
    container.script("rm /tmp/extra.sql");
  }

  @Test
  void aMachineCanReadWhatWasDone() {
    assertThat(succeeded(init("--output", "json")))
        .isEqualTo(
            """
            [ {
              "module" : "worker",
              "server" : "127.0.0.1:3306",
              "done" : true,
              "changes" : [ ],
              "surplus" : [ ],
              "warnings" : [ ]
            } ]
            """);
  }

  @Test
  void noPasswordIsSeenAnywhere() {
    sql("DROP USER qsmaster@'%', monitor@localhost");
    succeeded(init("-e", "log.level=DEBUG"));

    assertThat(login("qsmaster", "SELECT 1").exit()).isZero();
    assertThat(OUTPUT.toString()).doesNotContain("canary").doesNotContainPattern("\\*[0-9A-F]{40}");
    assertThat(container.logs()).doesNotContain("canary");
    assertThat(
            container.script(
                "cat /tmp/server.log; grep -v \"BY '\" /tmp/general.log;"
                    + " cat /proc/[0-9]*/cmdline | tr '\\0' ' '"))
        .contains("IDENTIFIED VIA mysql_native_password USING")
        .doesNotContain("canary");
  }
}
