package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.sql.SqlScript;
import org.lsst.qserv.entrypoint.sql.SqlStatement;
import org.lsst.qserv.entrypoint.sql.StandInScripts;

/** The schema scripts of the development cluster, run by a server statement by statement. */
final class StandInScriptsIT {
  private static final Path DEVELOPMENT = Path.of("config-templates/database/start/development");

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Connection server;

  @BeforeAll
  static void startAServer() throws SQLException {
    container = Container.idle(Image.LITE).start();
    container.script(
        """
        mariadb-install-db --no-defaults --datadir=/tmp/data --auth-root-authentication-method=normal >/tmp/install.log 2>&1
        setsid mariadbd --no-defaults --datadir=/tmp/data --socket=/tmp/sql.sock >/tmp/server.log 2>&1 </dev/null &
        """);
    String client = "mariadb --no-defaults -uroot -S /tmp/sql.sock -e ";
    String grant = "grant all on *.* to test@'%' identified by 'of this test' with grant option";
    container.await(
        "the server", () -> container.run("bash", "-c", client + "\"" + grant + "\"").exit() == 0);
    server =
        DriverManager.getConnection(
            "jdbc:mariadb://" + container.address() + ":3306/", "test", "of this test");
  }

  @AfterAll
  static void removeIt() throws SQLException {
    server.close();
    container.close();
  }

  @ParameterizedTest
  @CsvSource({"czar, czar, ''", "worker, worker, ''", "repl, replication, qservReplica"})
  void theyLeadToTheTablesThatTheStandInsUse(String folder, String module, String database)
      throws SQLException, IOException {
    begin(database);
    run(SqlScript.split(Files.readString(DEVELOPMENT.resolve(module + ".sql"))));
    Map<String, String> wanted = tables();
    dropAll();

    begin(database);
    for (Path script : StandInScripts.of(folder)) {
      run(StandInScripts.statements(script, Map.of("test_rows", "50")));
    }

    assertThat(wanted).isNotEmpty();
    assertThat(tables()).containsAllEntriesOf(wanted);
    dropAll();
  }

  private static void begin(String database) throws SQLException {
    if (!database.isEmpty()) {
      run(SqlScript.split("CREATE DATABASE " + database + "; USE " + database + ";"));
    }
  }

  /** All that a statement answers is read to the end. */
  private static void run(List<SqlStatement> statements) throws SQLException {
    try (Statement statement = server.createStatement()) {
      for (SqlStatement each : statements) {
        boolean rows = statement.execute(each.text());
        while (rows || statement.getUpdateCount() != -1) {
          rows = statement.getMoreResults();
        }
      }
    }
  }

  private static Map<String, String> tables() throws SQLException {
    Map<String, String> tables = new TreeMap<>();
    for (String table :
        rows(
            "SELECT CONCAT('`', table_schema, '`.`', table_name, '`') FROM information_schema.tables"
                + " WHERE table_type = 'BASE TABLE' AND table_schema LIKE 'qserv%'",
            1)) {
      String definition = rows("SHOW CREATE TABLE " + table, 2).getFirst();
      tables.put(table, definition.replaceAll(" AUTO_INCREMENT=\\d+", ""));
    }
    return tables;
  }

  private static void dropAll() throws SQLException {
    for (String database : rows("SHOW DATABASES LIKE 'qserv%'", 1)) {
      run(SqlScript.split("DROP DATABASE " + database));
    }
  }

  private static List<String> rows(String query, int column) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = server.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(result.getString(column));
      }
    }
    return rows;
  }
}
