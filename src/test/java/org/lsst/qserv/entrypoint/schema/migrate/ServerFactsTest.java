// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;

/** Tests the settings that a new session inherits from its server. */
final class ServerFactsTest {
  private final ScriptedServer server = new ScriptedServer();

  private ServerFacts read(String modes, int autocommit) throws SQLException {
    server.answer("^SELECT @@GLOBAL.sql_mode", row(modes, autocommit, 16_777_216));
    return ServerFacts.read(server.session());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, false, false, true",
    "'STRICT_TRANS_TABLES,ANSI_QUOTES', 0, true, false, false",
    "'NO_BACKSLASH_ESCAPES', 1, false, true, true"
  })
  void modeAutocommitAndPacketSizeAreThoseOfTheServer(
      String modes, int value, boolean ansiQuotes, boolean noEscapes, boolean autocommit)
      throws SQLException {
    assertThat(read(modes, value))
        .isEqualTo(new ServerFacts(new SqlMode(ansiQuotes, noEscapes), autocommit, 16_777_216));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORACLE", "PIPES_AS_CONCAT,ANSI_QUOTES,ORACLE,NO_KEY_OPTIONS"})
  void theOracleModeIsRefused(String modes) {
    assertThatThrownBy(() -> read(modes, 1))
        .hasMessage(
            "error: the server's sql_mode is ORACLE, which upgrades do not support\n"
                + "fix: set sql_mode to another value in the server's configuration during the"
                + " upgrade")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
  }

  @Test
  void anErrorOfTheServerIsPassedOn() {
    server.refuse("^SELECT @@GLOBAL", 1053, "08S01", "Server shutdown in progress");
    assertThatThrownBy(() -> ServerFacts.read(server.session()))
        .isInstanceOf(SQLException.class)
        .hasMessage("Server shutdown in progress");
  }
}
