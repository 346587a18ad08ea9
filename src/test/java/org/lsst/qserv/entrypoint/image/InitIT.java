// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.image.InitServer.ACCOUNTS;
import static org.lsst.qserv.entrypoint.image.InitServer.LOCAL;
import static org.lsst.qserv.entrypoint.image.InitServer.TCP;
import static org.lsst.qserv.entrypoint.image.InitServer.succeeded;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests {@code init} on a real server. */
@Order(1)
final class InitIT {
  @SuppressWarnings("NullAway.Init") // set before the first test
  private static InitServer server;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static String afterThePreparation;

  @BeforeAll
  static void startServer() {
    server = new InitServer("");
    server
        .container()
        .write("/tmp/local.conf", "database { admin-url = null, admin-password-file = null }");
    server.container().write("/tmp/unset.conf", "database.password-file = null");
    afterThePreparation = succeeded(server.init("--plan"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void restoreServer() {
    succeeded(init("--prune", "--module", "replication"));
  }

  private static Outcome init(String... options) {
    return server.init(options);
  }

  private static String sql(String statements) {
    return server.sql(statements);
  }

  private static Outcome login(String user, String statement) {
    return server.login(user, statement);
  }

  @Test
  void changesNothingAfterAnInitialization() {
    assertThat(afterThePreparation).isEqualTo("-- " + TCP + "no changes\n");
    assertThat(succeeded(init("--plan", "--config", "/tmp/local.conf")))
        .startsWith("-- " + LOCAL + "no changes\n");
  }

  @Test
  void plansInSqlWithoutPasswordsAndChangesNothing() {
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
            + " | set the login method of account 'probe'@'localhost'",
        "ALTER USER qsmaster@'%' ACCOUNT LOCK | unlock account 'qsmaster'@'%'",
        "ALTER USER qsmaster@'%' PASSWORD EXPIRE"
            + " | set the expired password of account 'qsmaster'@'%'",
        "DROP USER probe@localhost | create account 'probe'@'localhost'",
      })
  void repairsDriftOnce(String drift, String repaired) {
    sql(drift);

    assertThat(succeeded(init())).isEqualTo(TCP + "done: " + repaired + "\n");

    assertThat(succeeded(init())).isEqualTo(TCP + "no changes\n");
    assertThat(login("qsmaster", "SELECT CURRENT_USER()").out()).isEqualTo("qsmaster@localhost\n");
  }

  @Test
  void keepsUnmanagedObjectsUntilTheyArePruned() {
    sql(
        """
        CREATE ROLE r; GRANT r TO qsmaster@'%';
        CREATE USER stranger@'%' IDENTIFIED BY 'x';
        GRANT FILE ON *.* TO qsmaster@'%';
        GRANT ALL ON qservMeta.* TO qsmaster@localhost WITH GRANT OPTION;
        GRANT SELECT (User), UPDATE (User, Host) ON mysql.db TO qsmaster@localhost;
        """);
    List<String> unmanaged =
        List.of(
            "GRANT OPTION on `qservMeta`.* of 'qsmaster'@'localhost'",
            "SELECT (`User`) on `mysql`.`db` of 'qsmaster'@'localhost'",
            "UPDATE (`Host`) on `mysql`.`db` of 'qsmaster'@'localhost'",
            "UPDATE (`User`) on `mysql`.`db` of 'qsmaster'@'localhost'",
            "role `r` of 'qsmaster'@'%' (only an administrator of the role can revoke it)",
            "FILE on *.* of 'qsmaster'@'%'",
            "account 'stranger'@'%'");

    assertThat(succeeded(init()).lines())
        .containsExactlyInAnyOrderElementsOf(expected("no changes", "unmanaged: ", unmanaged));
    assertThat(succeeded(init("--prune")).lines()).hasSize(unmanaged.size());
    sql("DROP ROLE r");
    assertThat(succeeded(init())).isEqualTo(TCP + "no changes\n");
    assertThat(sql("SELECT CONCAT(user, '@', host) FROM mysql.user WHERE host <> '' ORDER BY 1"))
        .contains("mariadb.sys@localhost\n", "qserv@localhost\n", "root@localhost\n", "boss@%\n");
  }

  private static List<String> expected(String first, String each, List<String> ones) {
    List<String> lines = new ArrayList<>(List.of(TCP + first));
    ones.forEach(one -> lines.add(TCP + each + one));
    return lines;
  }

  @Test
  void neverChangesExternalGrantsAndOtherSpellings() {
    sql(
        """
        REVOKE ALL ON `qservw\\_worker`.* FROM qsmaster@localhost;
        GRANT ALL ON qservw_worker.* TO qsmaster@localhost;
        CREATE DATABASE wise_00; CREATE TABLE wise_00.Object (id INT, ra DOUBLE);
        CREATE FUNCTION wise_00.f() RETURNS INT RETURN 1;
        GRANT ALL ON wise_00.* TO qsmaster@localhost, qsmaster@'%' WITH GRANT OPTION;
        GRANT SELECT, UPDATE (ra) ON wise_00.Object TO qsmaster@'%';
        GRANT ALL ON FUNCTION wise_00.f TO qsmaster@'%';
        GRANT INSERT ON `sdss\\_%`.* TO qsmaster@localhost;
        """);
    String before = grants();

    assertThat(succeeded(init())).isEqualTo(TCP + "no changes\n");
    assertThat(succeeded(init("--prune"))).isEqualTo(TCP + "no changes\n");
    assertThat(grants()).isEqualTo(before);
    sql(
        """
        DROP FUNCTION wise_00.f; DROP DATABASE wise_00; DROP USER qsmaster@localhost, qsmaster@'%';
        """);
  }

  private static String grants() {
    return sql("SHOW GRANTS FOR qsmaster@localhost; SHOW GRANTS FOR qsmaster@'%'");
  }

  @Test
  void keepsAnEmptyPasswordUntilDisablingIsRequested() {
    String unset = "--config=/tmp/unset.conf";
    String warning =
        TCP
            + "warning: account 'qsmaster'@'%' has an empty password; set database.password,"
            + " or disable password login with --disable-empty-passwords\n";
    sql("ALTER USER qsmaster@'%' IDENTIFIED BY ''; DROP USER qsmaster@localhost");

    assertThat(succeeded(init(unset)))
        .contains(warning)
        .contains("done: create account 'qsmaster'@'localhost'\n");
    sql("DROP USER qsmaster@localhost");
    String accounts = sql(ACCOUNTS);
    assertThat(succeeded(init(unset, "--plan", "--prune")))
        .contains("-- warning: account 'qsmaster'@'%' has an empty password");
    assertThat(sql(ACCOUNTS)).isEqualTo(accounts);
    assertThat(server.container().script("mariadb -h 127.0.0.1 -u qsmaster -NBe 'SELECT 1'"))
        .isEqualTo("1\n");

    assertThat(succeeded(init(unset, "--disable-empty-passwords")))
        .contains(
            "done: disable password login of account 'qsmaster'@'%', whose password is empty\n");
    assertThat(succeeded(init(unset))).isEqualTo(TCP + "no changes\n");
    assertThat(server.container().run("mariadb", "-h", "127.0.0.1", "-u", "qsmaster").exit())
        .isOne();
    assertThat(succeeded(init())).contains("done: set the password of account 'qsmaster'@'%'\n");
    assertThat(login("qsmaster", "SELECT 1").exit()).isZero();
  }

  @Test
  void acceptsAnOperatorFromItsHostOnlyUntilItExpires() {
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
        .isEqualTo(TCP + "no changes\n");
  }

  @Test
  void listsMissingPrivilegesSeparately() {
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
  void distinguishesAWrongPasswordFromAnUnavailableServer() {
    Outcome wrong = init("-edatabase.admin-password-file=/tmp/alice");
    Outcome away = init("-edatabase.admin-url=mysql://boss@127.0.0.1:3307/");

    assertThat(wrong.exit()).isEqualTo(77);
    assertThat(wrong.err())
        .contains(
            "error: initializing worker: access denied for user 'boss' on 127.0.0.1:3306: error 1045: ");
    assertThat(away.exit()).isEqualTo(69);
    assertThat(away.err())
        .contains("error: initializing worker: no connection to 127.0.0.1:3307 (");
  }

  @Test
  void keepsTheStateOfAnotherModuleOnTheSameServer() {
    String done = succeeded(init("--module", "replication"));

    assertThat(done).contains("replication on 127.0.0.1:3306: ");
    assertThat(sql("SHOW DATABASES LIKE 'qserv%'")).isEqualTo("qservReplica\n");
    assertThat(login("qsreplica", "CREATE TABLE qservReplica.t (i INT)").exit()).isZero();
    assertThat(succeeded(init("--prune"))).isEqualTo(TCP + "no changes\n");
    assertThat(login("qsreplica", "DROP TABLE qservReplica.t").exit()).isZero();
  }

  @Test
  void installsAPluginIfItsScriptExists() {
    server
        .container()
        .write(
            "/tmp/plugin.conf",
            "catalog.modules.worker.plugins.extra { script = /tmp/extra.sql, functions = [extra] }");
    assertThat(succeeded(init("--config", "/tmp/plugin.conf"))).isEqualTo(TCP + "no changes\n");
    server
        .container()
        .write(
            "/tmp/extra.sql",
            """
            CREATE DATABASE IF NOT EXISTS extra;
            DELIMITER $$
            CREATE FUNCTION extra.extra() RETURNS INT DETERMINISTIC BEGIN RETURN 7; END$$
            """);

    assertThat(succeeded(init("--config", "/tmp/plugin.conf")))
        .isEqualTo((TCP + "done: install plugin extra\n").repeat(2));
    assertThat(succeeded(init("--config", "/tmp/plugin.conf"))).isEqualTo(TCP + "no changes\n");
    sql("DROP DATABASE extra");
    server.container().script("rm /tmp/extra.sql");
  }

  @Test
  void reportsChangesAsJson() {
    assertThat(succeeded(init("--output", "json")))
        .isEqualTo(
            """
            [
              {
                "module" : "worker",
                "server" : "127.0.0.1:3306",
                "done" : true,
                "changes" : [ ],
                "unmanaged" : [ ],
                "warnings" : [ ]
              }
            ]
            """);
  }

  @Test
  void neverShowsAPassword() {
    sql("DROP USER qsmaster@'%', monitor@localhost");
    succeeded(init("-e", "log.level=DEBUG"));

    assertThat(login("qsmaster", "SELECT 1").exit()).isZero();
    assertThat(server.output()).doesNotContain("canary").doesNotContainPattern("\\*[0-9A-F]{40}");
    assertThat(server.container().logs()).doesNotContain("canary");
    assertThat(
            server
                .container()
                .script(
                    "cat /tmp/server.log; grep -v \"BY '\" /tmp/general.log;"
                        + " cat /proc/[0-9]*/cmdline | tr '\\0' ' '"))
        .contains("IDENTIFIED VIA mysql_native_password USING")
        .doesNotContain("canary");
  }
}
