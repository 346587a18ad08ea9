// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;

/** Tests that the session of a script equals a session of the {@code mariadb} client. */
final class ScriptSessionIT {
  private static final String CLIENT =
      "mariadb --no-defaults --default-character-set=utf8mb4 -h127.0.0.1 -uscript d -P"
          + PlainServer.PORT;

  private static final String VARIABLES =
      "SELECT VARIABLE_NAME, SESSION_VALUE"
          + " FROM information_schema.SYSTEM_VARIABLES WHERE SESSION_VALUE IS NOT NULL"
          + " AND VARIABLE_NAME NOT IN ('PSEUDO_THREAD_ID', 'TIMESTAMP', 'RAND_SEED1', 'RAND_SEED2')";

  private static final String RESULTS =
      """
      CREATE OR REPLACE TABLE t (id INT PRIMARY KEY, x INT);
      CREATE OR REPLACE TABLE seen (id INT PRIMARY KEY, text TEXT);
      INSERT INTO t VALUES (1, 1), (2, 2);
      UPDATE t SET x = 1;
      INSERT INTO seen VALUES (1, ROW_COUNT());
      INSERT INTO t VALUES (1, 1) ON DUPLICATE KEY UPDATE x = 1;
      INSERT INTO seen VALUES (2, ROW_COUNT());
      SELECT * FROM t;
      INSERT INTO seen VALUES (3, FOUND_ROWS());
      INSERT INTO seen VALUES (4, 'ä€😀');
      INSERT INTO seen VALUES (5, CONCAT(COLLATION('ä'), CHARSET(USER()), DATABASE(), CURRENT_USER()));
      INSERT INTO seen VALUES (6, (SELECT 'a' = 'A '));
      """;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static PlainServer server;

  @BeforeAll
  static void startServer() {
    server = new PlainServer();
    createAccount(server);
  }

  private static void createAccount(PlainServer server) {
    server.sql(
        "CREATE DATABASE d CHARACTER SET utf8mb4;"
            + " CREATE USER script@'%'; GRANT ALL ON d.* TO script@'%'");
  }

  @AfterAll
  static void removeServer() {
    server.close();
  }

  @AfterEach
  void restoreGlobals() {
    server.sql(
        """
        SET GLOBAL sql_mode = DEFAULT, autocommit = 1, init_connect = '', tx_isolation = DEFAULT,
          character_set_server = DEFAULT, collation_server = DEFAULT, wait_timeout = DEFAULT,
          max_statement_time = DEFAULT, time_zone = DEFAULT, sql_safe_updates = DEFAULT,
          character_set_client = DEFAULT, character_set_results = DEFAULT,
          character_set_connection = DEFAULT, session_track_system_variables = DEFAULT\
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET GLOBAL sql_mode = DEFAULT",
        "SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
        "SET GLOBAL sql_mode = 'IGNORE_SPACE'",
        "SET GLOBAL sql_mode = 'ORACLE'",
        "SET GLOBAL sql_mode = ''",
        "SET GLOBAL autocommit = 0",
        "SET GLOBAL init_connect = 'SET autocommit = 0'",
        "SET GLOBAL autocommit = 0, init_connect = 'SET autocommit = 1'",
        "SET GLOBAL init_connect = 'SET sql_mode = ANSI, time_zone = \"+01:00\"'",
        "SET GLOBAL init_connect = 'SET NAMES latin1'",
        "SET GLOBAL character_set_server = latin1, collation_server = latin1_german1_ci",
        "SET GLOBAL character_set_server = utf8mb4, collation_server = utf8mb4_bin",
        "SET GLOBAL character_set_client = latin1, character_set_connection = latin1",
        "SET GLOBAL tx_isolation = 'READ-COMMITTED', wait_timeout = 100, sql_safe_updates = 1",
        "SET GLOBAL max_statement_time = 77, time_zone = '+02:00'",
        "SET GLOBAL session_track_system_variables = '*'"
      })
  void hasTheVariablesOfTheClient(String globals) throws SQLException {
    server.sql(globals);
    assertEqualVariables(server);
  }

  @Test
  void hasTheVariablesOfTheClientIfTheServerIgnoresItsCharacterSet() throws SQLException {
    try (PlainServer ignoring =
        new PlainServer("--skip-character-set-client-handshake", "--character-set-server=latin1")) {
      createAccount(ignoring);
      assertEqualVariables(ignoring);
    }
  }

  private static void assertEqualVariables(PlainServer server) throws SQLException {
    Map<String, String> client = new TreeMap<>();
    server
        .container()
        .script(CLIENT + " -NB -e \"" + VARIABLES + "\"")
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(row -> client.put(row[0], row[1]));
    Map<String, String> script = new TreeMap<>();
    try (Connection connection = open(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(VARIABLES)) {
      while (rows.next()) {
        script.put(rows.getString(1), rows.getString(2));
      }
    }
    assertThat(client).hasSizeGreaterThan(150);
    assertThat(differences(client, script)).isEmpty();
  }

  @Test
  void returnsTheResultsOfTheClient() throws SQLException {
    server.container().script(CLIENT + " <<'END'\n" + RESULTS + "END\n");
    String expected = server.sql("SELECT * FROM d.seen");
    server.sql("DROP TABLE d.t, d.seen");
    try (Connection connection = open(server);
        Statement statement = connection.createStatement()) {
      for (String sql : RESULTS.split(";\n", -1)) {
        if (!sql.isEmpty()) {
          statement.execute(sql);
        }
      }
    }
    assertThat(server.sql("SELECT * FROM d.seen")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET NAMES latin1",
        "SET NAMES binary",
        "SET NAMES utf8mb3",
        "SET character_set_results = NULL",
        "SET character_set_client = latin1",
        "SET CHARACTER SET cp1251",
        "/*!40101 SET NAMES latin1 */"
      })
  void supportsAnyCharacterSetInAScript(String selection) throws SQLException {
    String insert =
        "CREATE OR REPLACE TABLE c (t TEXT CHARACTER SET utf8mb4); INSERT INTO c VALUES ('ä€')";
    server.container().script(CLIENT + " -e \"" + selection + "; " + insert + "\"");
    String expected = server.sql("SELECT HEX(t) FROM d.c");
    try (Connection connection = open(server);
        Statement statement = connection.createStatement()) {
      statement.execute(selection);
      statement.execute(insert);
      while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
        // skip to the result of the second statement
      }
      assertThat(connection.isValid(1)).isTrue();
    }
    assertThat(server.sql("SELECT HEX(t) FROM d.c")).isEqualTo(expected);
  }

  private static List<String> differences(Map<String, String> client, Map<String, String> script) {
    return Stream.of(client, script)
        .flatMap(variables -> variables.keySet().stream())
        .distinct()
        .filter(name -> !Objects.equals(client.get(name), script.get(name)))
        .map(name -> name + ": client " + client.get(name) + ", script " + script.get(name))
        .toList();
  }

  private static Connection open(PlainServer server) throws SQLException {
    return Connections.openScript(server.url("script", "d"), Duration.ofSeconds(10));
  }
}
