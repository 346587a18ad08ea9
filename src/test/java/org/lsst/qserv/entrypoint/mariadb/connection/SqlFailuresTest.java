// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/** Tests the exit code and the message of each server error. */
final class SqlFailuresTest {
  private static final DatabaseUrl URL =
      new DatabaseUrl("boss", Optional.empty(), "db", 3306, "d", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1045 | 77 | access denied for user 'boss'
          1698 | 77 | access denied for user 'boss'
          1130 | 77 | access denied for user 'boss' from this host
          4151 | 77 | the account of user 'boss' is locked
          4150 | 77 | the account of user 'boss' is blocked after too many wrong passwords
          1820 | 77 | the password of user 'boss' has expired
          1862 | 77 | the password of user 'boss' has expired
          1251 | 77 | the authentication plugin of user 'boss' is not supported
          1275 | 77 | the authentication plugin of user 'boss' is not supported
          1524 | 77 | the authentication plugin of user 'boss' is not supported
          2059 | 77 | the authentication plugin of user 'boss' is not supported
          1044 | 77 | user 'boss' lacks privileges
          1131 | 77 | user 'boss' lacks privileges
          1132 | 77 | user 'boss' lacks privileges
          1142 | 77 | user 'boss' lacks privileges
          1143 | 77 | user 'boss' lacks privileges
          1227 | 77 | user 'boss' lacks privileges
          1370 | 77 | user 'boss' lacks privileges
          1410 | 77 | user 'boss' lacks privileges
          1419 | 77 | user 'boss' lacks privileges
          1290 | 75 | the server runs with an option that prevents the statement
          1036 | 75 | the server or its storage engine is read-only
          1836 | 75 | the server or its storage engine is read-only
          1129 | 75 | the server blocks this host after many connection errors
          1040 | 75 | too many connections
          1203 | 75 | too many connections
          1226 | 75 | too many connections
          1205 | 75 | another session holds a lock
          1213 | 75 | another session holds a lock
          1317 | 75 | another session killed the statement
          1969 | 75 | the statement took longer than max_statement_time
          1021 | 75 | the server cannot write
          1026 | 75 | the server cannot write
          1030 | 75 | the server cannot write
          1114 | 75 | the server cannot write
          1878 | 75 | the server cannot write
          1037 | 75 | the server is out of memory or threads
          1038 | 75 | the server is out of memory or threads
          1041 | 75 | the server is out of memory or threads
          1135 | 75 | the server is out of memory or threads
          1047 | 75 | the node is not ready
          """)
  void reportsTheCause(int number, int exit, String description) {
    SQLException e = new SQLException("(conn=45) text\nmore", "08004", number);
    Failure failure = failure(e);
    assertThat(failure.exit().number()).isEqualTo(exit);
    assertThat(failure.getMessage())
        .startsWith(
            "error: upgrading d: " + description + " on db:3306: error " + number + ": text\nfix: ")
        .doesNotContain("{user}");
    assertThat(SqlFailures.isServerError(e)).isTrue();
    assertThat(SqlFailures.isAccessDenied(e)).isEqualTo(exit == 77);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1045 | check user and password in the settings, and that the account requires neither TLS (tls is disable) nor a client certificate (REQUIRE X509), which is not supported
          1142 | grant the missing privileges, or set database.admin-url to an administrator
          1290 | change the option that the server names (--read-only: SET GLOBAL read_only = 0), then run the command again
          1129 | run mariadb-admin flush-hosts on the server, and raise its max_connect_errors, then run the command again
          1203 | run the command again later, or raise max_connections or the limits of user 'boss'
          1205 | find that session with SHOW FULL PROCESSLIST and wait until it has finished, then run the command again
          1114 | check the free space of the server's disks, then run the command again
          """)
  void describesTheFix(int number, String fix) {
    assertThat(failure(new SQLException("text", "HY000", number)).problems().getFirst().fix())
        .isEqualTo(fix);
  }

  @Test
  void mentionsOnlyTheReasonsThatADeniedLoginCanHave() {
    SQLException denied = new SQLException("text", "28000", 1045);
    Tls require = new Tls(Tls.Mode.REQUIRE, "", "database.admin-tls");
    assertThat(fix(denied, URL.withTls(require)))
        .isEqualTo(
            "check user and password in the settings, and that the account does not require a"
                + " client certificate (REQUIRE X509), which is not supported");
    assertThat(fix(denied, DatabaseUrl.parse("mysql://boss@/?socket=/s").withTls(require)))
        .isEqualTo("check user and password in the settings");
  }

  @Test
  void reportsATlsProblemWithItsOwnExitCodeAndNeverAsADeniedLogin() {
    SQLException e =
        new TlsException(
            TlsProblem.SERVER_REQUIRES_TLS, URL, new SQLException("denied", "28000", 1045));
    assertThat(failure(e).exit().number()).isEqualTo(78);
    assertThat(failure(e))
        .hasMessage(
            "error: upgrading d: the server db:3306 requires TLS (require_secure_transport), but"
                + " tls is disable\n"
                + "fix: set tls to verify-full and tls-ca-file to the certificate of its CA, or"
                + " tls to require");
    assertThat(SqlFailures.isAccessDenied(e)).isFalse();
    assertThat(SqlFailures.isPermanent(e)).isTrue();
    assertThat(SqlFailures.problem(e, URL).exit().number()).isEqualTo(78);
  }

  private static String fix(SQLException e, DatabaseUrl url) {
    return SqlFailures.of(e, url, "upgrading d").problems().getFirst().fix();
  }

  @Test
  void reportsALostConnectionWithItsReason() {
    assertConnectionLost(new SQLException("closed", "08000"), "closed");
    assertConnectionLost(new SQLException("killed", "70100", 1927), "error 1927: killed");
    assertConnectionLost(new SQLException("shutdown", "HY000", 1053), "error 1053: shutdown");
    assertConnectionLost(
        new SQLException("x", "08000", new ConnectException("Connection refused")),
        "connection refused");
    assertConnectionLost(
        new SQLException("x", "08000", new UnknownHostException("db")), "unknown host db");
  }

  private static void assertConnectionLost(SQLException e, String reason) {
    assertThat(SqlFailures.isConnectionLost(e)).isTrue();
    assertThat(SqlFailures.isServerError(e)).isFalse();
    assertThat(failure(e).exit().number()).isEqualTo(69);
    assertThat(failure(e))
        .hasMessage(
            "error: upgrading d: no connection to db:3306 (%s)\n".formatted(reason)
                + "fix: check that the server is running and reachable, then run the command again");
  }

  @Test
  void reportsAnyOtherErrorUnchanged() {
    SQLException e = new SQLException("No such object", "42000", 1064);
    assertThat(SqlFailures.isServerError(e)).isFalse();
    assertThat(SqlFailures.isAccessDenied(e)).isFalse();
    assertThat(SqlFailures.isConnectionLost(e)).isFalse();
    assertThat(failure(e).exit().number()).isEqualTo(69);
    assertThat(failure(e))
        .hasMessage(
            "error: upgrading d on db:3306: error 1064: No such object\n"
                + "fix: fix the reported error and run the command again");
  }

  private static Failure failure(SQLException e) {
    return SqlFailures.of(e, URL, "upgrading d");
  }
}
