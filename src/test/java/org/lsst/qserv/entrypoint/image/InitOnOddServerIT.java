// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.image.InitServer.TCP;
import static org.lsst.qserv.entrypoint.image.InitServer.succeeded;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * Tests {@code init} on a server with unusual options, which stores names in lower case and shows
 * them without quotes, and with anonymous accounts.
 */
final class InitOnOddServerIT {
  private static final String ROOT = "0:0";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static InitServer server;

  @BeforeAll
  static void startServer() {
    server = new InitServer("lower_case_table_names = 1");
    server.sql(
        "SET GLOBAL sql_quote_show_create = 0;"
            + " SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void comparesNamesLikeTheServer() {
    assertThat(succeeded(server.init("--plan", "--prune"))).isEqualTo("-- " + TCP + "no changes\n");
    server.sql(
        "GRANT ALL ON Wise_00.* TO qsmaster@'%'; REVOKE ALL ON `Subchunks\\_%`.* FROM qsmaster@'%';"
            + " REVOKE SELECT ON qservw_worker.QMetadata FROM qsstatus@localhost");

    assertThat(succeeded(server.init("--prune")).lines())
        .containsExactly(
            TCP + "done: grant ALL PRIVILEGES on `Subchunks\\_%`.* to 'qsmaster'@'%'",
            TCP
                + "done: grant CREATE, SELECT on `qservw_worker`.`QMetadata` to 'qsstatus'@'localhost'",
            TCP + "done: revoke CREATE on `qservw_worker`.`QMetadata` of 'qsstatus'@'localhost'");
    assertThat(succeeded(server.init("--prune"))).isEqualTo(TCP + "no changes\n");
    assertThat(server.sql("SHOW GRANTS FOR qsmaster@'%'")).contains("ON wise_00.* TO");
  }

  @Test
  void acceptsAnAdministratorUrlWithAMissingDatabase() {
    String module = "init --config /tmp/site.conf --module replication";
    String url = "-ereplication.admin-url=mysql://boss@127.0.0.1/qservReplica";
    assertThat(succeeded(server.entrypoint(module, url)))
        .contains("done: create database qservReplica\n")
        .contains("done: create account 'qsreplica'@'%'\n")
        .doesNotContain("warning");
    assertThat(succeeded(server.entrypoint(module, url, "--prune")))
        .isEqualTo("replication on 127.0.0.1:3306: no changes\n");
    assertThat(succeeded(server.init("--prune"))).isEqualTo(TCP + "no changes\n");
    assertThat(server.login("qsreplica", "CREATE TABLE qservReplica.t (i INT)").exit()).isZero();
  }

  @Test
  void allowsTheStatusAccountToReadOnlyTheStateOfTheSchema() {
    server.container().script("mkdir -p /tmp/scripts/worker");
    server.container().write("/tmp/scripts/worker/migrate-None-to-7.sql", "SELECT 1;");
    server.sql(
        """
        CREATE DATABASE qservw_worker; CREATE TABLE qservw_worker.Chunks (id INT);
        CREATE TABLE qservw_worker.QMetadata (metakey CHAR(64), value TEXT);
        INSERT INTO qservw_worker.QMetadata VALUES ('version', '7');
        """);

    Outcome status =
        server.entrypoint(
            "schema status --module worker --config /tmp/site.conf",
            "-edatabase.admin-url=mysql://qsstatus@127.0.0.1/",
            "-edatabase.admin-password-file=/tmp/qsstatus",
            "-eschema.scripts=/tmp/scripts");

    assertThat(succeeded(status)).contains("7");
    assertThat(
            server
                .login("qsstatus", "SELECT COUNT(*) > 1 FROM information_schema.PROCESSLIST")
                .exit())
        .isZero();
    assertThat(server.login("qsstatus", "SELECT * FROM qservw_worker.Chunks").err())
        .contains("ERROR 1142");
    assertThat(server.login("qsstatus", "CREATE TABLE qservw_worker.QMetadata (i INT)").err())
        .contains("ERROR 1142");
  }

  @Test
  void reportsAnAnonymousAccountAndUsesTheConfiguredAdministrator() {
    server.sqlAs(ROOT, "RENAME USER qserv@localhost TO gone@localhost; CREATE USER ''@localhost");
    try {
      Outcome init = server.entrypoint("init --module worker");
      assertThat(init.exit()).isEqualTo(77);
      assertThat(init.err())
          .contains(
              "error: /qserv/data/mysql/mysql.sock authenticates user 'qserv' as the anonymous"
                  + " account ''@'localhost'\n"
                  + "fix: run DROP USER ''@'localhost' as another administrator");
      Outcome upgrade = server.entrypoint("database upgrade");
      assertThat(upgrade.exit()).isEqualTo(77);
      assertThat(upgrade.err())
          .contains(
              "accepts none of its administrators (qserv), and authenticated one as the anonymous"
                  + " account ''@'localhost'\n"
                  + "fix: run DROP USER ''@'localhost' as another administrator");
      // the anonymous account takes precedence, because that of boss is for any host
      assertThat(server.init().err())
          .contains(
              "error: 127.0.0.1:3306 authenticates user 'boss' as the anonymous account"
                  + " ''@'localhost'\n");
      server.sqlAs(ROOT, "CREATE USER boss@localhost IDENTIFIED BY 'canary-of-boss'");
      assertThat(succeeded(server.entrypoint("database upgrade --config /tmp/site.conf")))
          .contains("already up to date");
    } finally {
      server.sqlAs(
          ROOT,
          "DROP USER IF EXISTS ''@localhost, boss@localhost; RENAME USER gone@localhost TO qserv@localhost");
    }
  }
}
