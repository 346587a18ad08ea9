// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.SqlFailures;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.Checker;

/** Tests that failures of a real server name the cause. */
final class ServerErrorIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static PlainServer server;

  @BeforeAll
  static void startServer() {
    server = new PlainServer();
    server.sql(
        """
        CREATE DATABASE d;
        CREATE TABLE d.t (id INT PRIMARY KEY) ENGINE=InnoDB;
        INSERT INTO d.t VALUES (1);
        CREATE USER user@'%';
        CREATE USER reader@'%';
        CREATE USER locked@'%' ACCOUNT LOCK;
        CREATE USER expired@'%' PASSWORD EXPIRE;
        CREATE USER tls@'%' REQUIRE SSL;
        CREATE USER elsewhere@'10.255.255.255';
        CREATE USER single@'%' WITH MAX_USER_CONNECTIONS 1;
        CREATE USER hourly@'%' WITH MAX_QUERIES_PER_HOUR 1;
        GRANT ALL ON d.* TO user@'%', single@'%', hourly@'%', expired@'%';
        GRANT SELECT ON d.* TO reader@'%'\
        """);
  }

  @AfterAll
  static void removeServer() {
    server.close();
  }

  @AfterEach
  void restoreGlobals() {
    server.sql("SET GLOBAL read_only = 0, max_statement_time = 0, max_connections = 151");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nobody    | SELECT 1                          | 77 | access denied for user 'nobody'
          tls       | SELECT 1                          | 77 | access denied for user 'tls'
          elsewhere | SELECT 1                          | 77 | access denied for user 'elsewhere'
          locked    | SELECT 1                          | 77 | the account of user 'locked' is locked
          expired   | SELECT 1                          | 77 | the password of user 'expired' has expired
          reader    | DROP TABLE d.t                    | 77 | user 'reader' lacks privileges
          reader    | CREATE DATABASE x                 | 77 | user 'reader' lacks privileges
          user      | SELECT 1 INTO OUTFILE '/tmp/x'    | 77 | user 'user' lacks privileges
          hourly    | DO 1; DO 2; DO 3                  | 75 | too many connections
          """)
  void reportsADeniedAccount(String user, String sql, int exit, String description) {
    assertFailure(fail(user, sql), exit, description);
  }

  @Test
  void reportsAReadOnlyServer() {
    server.sql("SET GLOBAL read_only = 1");
    Failure failure = fail("user", "INSERT INTO d.t VALUES (2)");
    assertFailure(failure, 75, "the server runs with an option that prevents the statement");
    assertThat(failure).hasMessageContaining("--read-only");
  }

  @Test
  void reportsAStatementTimeout() {
    server.sql("SET GLOBAL max_statement_time = 0.1");
    assertFailure(
        fail("user", "SELECT SLEEP(10)"), 75, "the statement took longer than max_statement_time");
  }

  @Test
  void reportsALockOfAnotherSession() throws SQLException {
    try (Connection holder = open("user");
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("SELECT * FROM d.t FOR UPDATE");
      assertFailure(
          fail("user", "SET innodb_lock_wait_timeout = 1; DELETE FROM d.t"),
          75,
          "another session holds a lock");
      assertFailure(
          fail("user", "SET lock_wait_timeout = 1; DROP TABLE d.t"),
          75,
          "another session holds a lock");
    }
  }

  @Test
  void reportsTooManyConnections() throws SQLException {
    try (Connection _ = open("single")) {
      assertFailure(fail("single", "DO 1"), 75, "too many connections");
    }
    server.sql("SET GLOBAL max_connections = 10");
    List<Connection> all = new ArrayList<>();
    try {
      assertFailure(
          catchFailure(
              () -> {
                for (int i = 0; i < 12; i++) {
                  all.add(open("user"));
                }
              },
              "user"),
          75,
          "too many connections");
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }

  @Test
  void isNotBlockedByTheServerAfterChecks() throws IOException {
    server.sql("SET GLOBAL max_connect_errors = 1");
    String host = server.container().address();
    Checker checker = new Checker(TIMEOUT);
    try {
      for (int i = 0; i < 3; i++) {
        assertThat(checker.run(new Check.Mariadb(host, PlainServer.PORT)).isReady()).isTrue();
      }
      // after the handshake the server reads from a connection, so it detects that it is closed
      for (int i = 0; i < 3; i++) {
        try (Socket socket = new Socket(host, PlainServer.PORT)) {
          assertThat(socket.getInputStream().read()).isNotNegative();
        }
      }
      server.container().await("the block", () -> isBlocked());
      assertFailure(
          fail("user", "DO 1"), 75, "the server blocks this host after many connection errors");
      assertThat(checker.run(new Check.Mariadb(host, PlainServer.PORT)).toString())
          .startsWith(
              "not ready (the server blocks this host after many connection errors (error 1129)");
    } finally {
      server.sql("FLUSH HOSTS; SET GLOBAL max_connect_errors = 100");
    }
  }

  private static boolean isBlocked() {
    try (Connection _ = open("user")) {
      return false;
    } catch (SQLException e) {
      return true;
    }
  }

  @Test
  void triesEveryAddressOfAHost() {
    // inside the container, /etc/hosts can have a name whose first address refuses connections
    server
        .container()
        .runAs("0:0", "sh", "-c", "printf '255.255.255.255 both\\n127.0.0.1 both\\n' >>/etc/hosts");
    server.sql("SET GLOBAL max_connections = 151");
    for (String check :
        List.of("tcp = \"both:3399\"", "mariadb = \"both:3399\"", "sql = \"database.url\"")) {
      server
          .container()
          .script(
              """
              cat >/tmp/site.conf <<'END'
              catalog.roles.xrootd.components.cmsd.waits = [{ %s, timeout = 5 seconds }]
              database.url = "mysql://user@both:3399/d"
              END
              entrypoint xrootd cmsd --config /tmp/site.conf -e 'command=["true"]' \
                -e paths.config=/tmp/c -e paths.state=/tmp/s -e xrootd.admin-path=/tmp/a
              """
                  .formatted(check));
    }
  }

  private static void assertFailure(Failure failure, int exit, String description) {
    assertThat(failure.getMessage())
        .startsWith(
            "error: upgrading d: "
                + description
                + " on "
                + server.url("", "").address()
                + ": error ");
    assertThat(failure.exit().number()).isEqualTo(exit);
  }

  private static Failure fail(String user, String statements) {
    return catchFailure(
        () -> {
          try (Connection connection = open(user);
              Statement statement = connection.createStatement()) {
            for (String sql : statements.split("; ", -1)) {
              statement.execute(sql);
            }
          }
        },
        user);
  }

  private interface Action {
    void run() throws SQLException;
  }

  private static Failure catchFailure(Action action, String user) {
    SQLException e = catchThrowableOfType(SQLException.class, action::run);
    return SqlFailures.of(e, server.url(user, ""), "upgrading d");
  }

  private static Connection open(String user) throws SQLException {
    return Connections.openScript(server.url(user, ""), TIMEOUT);
  }
}
