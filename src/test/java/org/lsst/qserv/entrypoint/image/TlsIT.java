// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.image.Container.Outcome;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/** Tests connections with and without TLS to real servers, and what is reported if they fail. */
final class TlsIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final String VERIFIED =
      " -e database.admin-password-file=/tmp/password -e database.admin-tls=verify-full"
          + " -e database.admin-tls-ca-file="
          + TlsServers.CA;

  private static final String UPGRADE =
      " --module worker --mode maintenance -e schema.scripts=/tmp/scripts -e paths.state=/tmp/state"
          + VERIFIED;

  private static final String BACKUP =
      " -e schema.backup-command="
          + "[\"mariadb-dump\",\"--defaults-file={options}\",\"--result-file=/tmp/dump\",\"qservw_worker\"]";

  private static final String CREATE =
      """
      CREATE DATABASE qservw_worker;
      USE qservw_worker;
      CREATE TABLE QMetadata (metakey CHAR(64) NOT NULL PRIMARY KEY, value TEXT) ENGINE=InnoDB;
      CREATE TABLE seen (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;
      """;

  private static final String REQUIRED =
      " -e instance-id=i -e auth-key-file=/tmp/password -e admin-auth-key-file=/tmp/password"
          + " -e registry.host=r";

  private static final String EXPLAIN =
      "explain worker cmsd"
          + REQUIRED
          + " -e release-line=xrd -e xrootd.manager.host=m -e schema.scripts=/tmp/scripts"
          + " -e database.password-file=/tmp/password -e database.url="
          + TlsServers.url("encrypted", "qservw_worker");

  private static final String LAUNCH =
      "worker replica -e command=[\"true\"]"
          + REQUIRED
          + " -e replication.password-file=/tmp/password -e replication.url="
          + TlsServers.url("encrypted", "mysql")
          + " -e database.admin-url="
          + TlsServers.url("encrypted", "mysql");

  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static TlsServers servers;

  @BeforeAll
  static void startServers() throws IOException {
    servers = new TlsServers(Image.LITE);
    for (String file : new String[] {TlsServers.CA, TlsServers.OTHER_CA}) {
      Files.writeString(local(file), servers.container().script("cat " + file));
    }
  }

  private static Path local(String file) {
    return directory.resolve(Path.of(file).getFileName());
  }

  @AfterEach
  void restoreTheServer() {
    servers.sql(TlsServers.WITH_TLS, "SET GLOBAL require_secure_transport = 0");
    servers.use("valid");
  }

  @AfterAll
  static void removeServers() {
    servers.close();
  }

  private static DatabaseUrl url(String server, String account, String mode, String ca) {
    if (server.equals("required")) {
      servers.sql(TlsServers.WITH_TLS, "SET GLOBAL require_secure_transport = 1");
    }
    int port = server.equals("without") ? TlsServers.WITHOUT_TLS : TlsServers.WITH_TLS;
    return servers
        .url(port, account)
        .withTls(new Tls(Tls.Mode.of(mode), local(ca).toString(), "database.tls"));
  }

  /** Returns the cipher of a connection, or the message of its failure with its exit code. */
  private static String connect(DatabaseUrl url) {
    try (Connection connection = Connections.open(url, TIMEOUT);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'Ssl_cipher'")) {
      row.next();
      return row.getString(2).isEmpty() ? "plain" : "encrypted";
    } catch (SQLException e) {
      Failure failure = SqlFailures.of(e, url, "connecting");
      assertThat(failure).hasMessageNotContaining(TlsServers.PASSWORD);
      assertThat(failure.problems().getFirst().fix()).isNotEmpty();
      return failure.exit().number() + " " + failure.getMessage();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          with     | plain     | disable     | plain
          with     | plain     | require     | encrypted
          with     | plain     | verify-ca   | encrypted
          with     | plain     | verify-full | encrypted
          with     | encrypted | disable     | 77 *the account requires TLS (REQUIRE SSL), but database.tls is disable
          with     | encrypted | require     | encrypted
          with     | encrypted | verify-ca   | encrypted
          with     | encrypted | verify-full | encrypted
          with     | certified | disable     | 77 *access denied for user 'certified'*REQUIRE X509
          with     | certified | require     | 77 *access denied for user 'certified'*REQUIRE X509
          with     | certified | verify-full | 77 *access denied for user 'certified'*REQUIRE X509
          required | plain     | disable     | 78 *requires TLS (require_secure_transport), but database.tls is disable
          required | plain     | require     | encrypted
          required | encrypted | disable     | 78 *requires TLS (require_secure_transport), but database.tls is disable
          required | encrypted | verify-full | encrypted
          required | certified | require     | 77 *access denied for user 'certified'*REQUIRE X509
          without  | plain     | disable     | plain
          without  | plain     | require     | 78 *does not support TLS, but database.tls is require
          without  | plain     | verify-ca   | 78 *does not support TLS, but database.tls is verify-ca
          without  | plain     | verify-full | 78 *does not support TLS, but database.tls is verify-full
          without  | encrypted | disable     | 77 *access denied for user 'encrypted'*requires neither TLS
          without  | encrypted | require     | 78 *does not support TLS, but database.tls is require
          without  | nobody    | disable     | 77 *access denied for user 'nobody'
          with     | nobody    | disable     | 77 *access denied for user 'nobody'
          with     | nobody    | require     | 77 *access denied for user 'nobody'
          """)
  void connectsOrReportsWhy(String server, String account, String mode, String expected) {
    assertMatches(connect(url(server, account, mode, TlsServers.CA)), expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          valid     | /tmp/tls/other.pem | require     | encrypted
          valid     | /tmp/tls/other.pem | verify-ca   | 78 *no CA in *other.pem (database.tls-ca-file) has issued the certificate
          valid     | /tmp/tls/other.pem | verify-full | 78 *no CA in *other.pem (database.tls-ca-file) has issued the certificate
          expired   | /tmp/tls/ca.pem    | require     | encrypted
          expired   | /tmp/tls/ca.pem    | verify-ca   | 78 *the certificate of the server *, or of its CA, has expired
          expired   | /tmp/tls/ca.pem    | verify-full | 78 *the certificate of the server *, or of its CA, has expired
          elsewhere | /tmp/tls/ca.pem    | verify-ca   | encrypted
          elsewhere | /tmp/tls/ca.pem    | verify-full | 78 *the certificate of the server * is not for host '
          """)
  void verifiesTheCertificate(String certificate, String ca, String mode, String expected) {
    servers.use(certificate);
    assertMatches(connect(url("with", "plain", mode, ca)), expected);
  }

  /** Compares with texts that are separated by asterisks. */
  private static void assertMatches(String actual, String expected) {
    assertThat(actual).containsSubsequence(expected.split("\\*", -1));
  }

  @Test
  void aCheckWithAnAccountFailsForGoodAndOneWithoutAnAccountIsReady() {
    DatabaseUrl url = url("required", "plain", "disable", TlsServers.CA);
    Checker checker = new Checker(TIMEOUT);
    assertThat(checker.run(new Check.Sql(url)).kind()).isEqualTo(CheckResult.Kind.TLS_MISMATCH);
    assertThat(
            checker
                .run(new Check.Sql(url.withTls(new Tls(Tls.Mode.REQUIRE, "", "database.tls"))))
                .isReady())
        .isTrue();
    assertThat(checker.run(new Check.Mariadb(url.host(), url.port())).isReady()).isTrue();
  }

  private static String run(int exit, String command) {
    return run(servers, exit, command);
  }

  private static String run(TlsServers servers, int exit, String command) {
    Outcome outcome = servers.entrypoint(command);
    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(exit);
    String output = outcome.out() + outcome.err();
    assertThat(output).doesNotContain(TlsServers.PASSWORD, "at org.mariadb", "Exception");
    return output;
  }

  @Test
  void initializesUpgradesAndBacksUpWithAnAccountThatRequiresTls() {
    servers.container().script("mkdir -p /tmp/scripts/worker");
    script("migrate-None-to-1.sql", CREATE);
    String admin = " -e database.admin-url=" + TlsServers.url("encrypted", "");

    assertThat(
            run(
                0,
                "init --module worker -e database.password-file=/tmp/password" + admin + VERIFIED))
        .contains("qsmaster");
    run(0, "schema upgrade" + UPGRADE + admin);
    script("migrate-1-to-2.sql", "INSERT INTO seen VALUES (2);");
    assertThat(run(0, "schema plan" + UPGRADE + admin)).contains("INSERT INTO seen VALUES (2)");
    run(0, "schema upgrade" + UPGRADE + admin + BACKUP);
    assertThat(
            run(
                0,
                "schema status --module worker -e schema.scripts=/tmp/scripts" + admin + VERIFIED))
        .contains("current");
    script("migrate-2-to-3.sql", "INSERT INTO seen VALUES (3);");
    run(0, "schema upgrade" + UPGRADE + " --fleet " + TlsServers.url("encrypted", ""));

    assertThat(servers.sql(TlsServers.WITH_TLS, "SELECT id FROM qservw_worker.seen"))
        .isEqualTo("2\n3\n");
    assertThat(servers.container().script("cat /tmp/dump; ls /tmp/state"))
        .contains("CREATE TABLE `seen`")
        .doesNotContain(".cnf", TlsServers.PASSWORD);
    assertThat(run(0, EXPLAIN + " -e database.tls=require")).contains("current");
    assertThat(run(0, EXPLAIN)).contains("requires TLS (REQUIRE SSL), but database.tls is disable");
  }

  /** The clients of MariaDB 11.4 and later verify certificates unless an option forbids it. */
  @ParameterizedTest
  @Tag("full-suite")
  @ValueSource(strings = {"11.4", "11.8"})
  void backsUpWithTheClientsOfOtherSeries(String series) {
    try (TlsServers other = new TlsServers(Image.ofSeries(series))) {
      Container container = other.container();
      container.script("mkdir -p /tmp/scripts/worker");
      container.write("/tmp/scripts/worker/migrate-None-to-1.sql", CREATE);
      container.write("/tmp/scripts/worker/migrate-1-to-2.sql", "INSERT INTO seen VALUES (2);");
      for (String mode : List.of("disable", "require", "verify-ca", "verify-full")) {
        String upgrade =
            "schema upgrade -e release-line=xrd"
                + UPGRADE.replace("verify-full", mode)
                + " -e database.admin-url="
                + TlsServers.url(mode.equals("disable") ? "plain" : "encrypted", "");
        run(other, 0, upgrade + " --to 1");
        run(other, 0, upgrade + BACKUP);
        assertThat(container.script("cat /tmp/dump; rm /tmp/dump"))
            .as("%s", mode)
            .contains("CREATE TABLE `seen`");
        other.sql(
            TlsServers.WITH_TLS, "DROP DATABASE qservw_worker; DROP DATABASE qservSchemaJournal");
      }
    }
  }

  private static void script(String name, String text) {
    servers.container().write("/tmp/scripts/worker/" + name, text);
  }

  @Test
  void aLaunchWaitsForItsDatabasesWithTls() {
    run(0, LAUNCH + VERIFIED + " -e replication.tls=require");
    assertThat(run(77, LAUNCH + VERIFIED))
        .contains(
            """
            error: mysql://encrypted:[REDACTED]@db.test:3401/mysql: access denied for user 'encrypted' on \
            db.test:3401: the account requires TLS (REQUIRE SSL), but replication.tls is disable
            fix: set replication.tls to verify-full and replication.tls-ca-file to the certificate of the \
            server's CA, or replication.tls to require
            """);
  }

  @Test
  void aCommandReportsAProblemWithServerSettingAndFix() {
    String command =
        "schema status --module worker -e schema.scripts=/tmp/scripts -e database.admin-url="
            + TlsServers.url("plain", "")
            + VERIFIED;
    servers.container().script("mkdir -p /tmp/scripts/worker");
    servers.container().script("touch /tmp/scripts/worker/migrate-None-to-1.sql");
    servers.use("elsewhere");
    assertThat(run(78, command))
        .isEqualTo(
            """
            error: reading the state of qservw_worker: the certificate of the server db.test:3401 is not for host 'db.test'
            fix: connect with a host name in the certificate, have a certificate issued for this host, or set database.admin-tls to verify-ca
            """);
    servers.use("expired");
    assertThat(run(78, command)).contains("or of its CA, has expired");
    servers.use("valid");
    assertThat(run(78, command.replace(TlsServers.CA, TlsServers.OTHER_CA)))
        .contains("(database.admin-tls-ca-file) has issued the certificate");
    assertThat(run(78, command.replace(TlsServers.CA, "/tmp/missing.pem")))
        .contains(
            "database.admin-tls-ca-file (from -e): /tmp/missing.pem cannot be read (no such file)");
  }
}
