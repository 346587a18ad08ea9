package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.migrate.ServerCatalog.Routine;
import org.lsst.qserv.entrypoint.schema.migrate.ServerCatalog.Table;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;

/** How rows of {@code information_schema} become tables and routines. */
final class SqlServerCatalogTest {
  private static final String TABLE = "^SELECT TABLE_TYPE";
  private static final String ROUTINES = "^SELECT ROUTINE_SCHEMA";
  private static final ObjectName NAME = new ObjectName("d", "t");
  private static final SqlMode ANSI = new SqlMode(true, false);

  private final ScriptedServer server = new ScriptedServer();
  private final SqlServerCatalog catalog = new SqlServerCatalog(server.session());

  @Test
  void aTableHasItsEngine() throws SQLException {
    server.answer(TABLE, row("BASE TABLE", "InnoDB", ""));
    assertThat(catalog.table(NAME)).contains(new Table(false, "InnoDB", "", List.of(), false));
    assertThat(server.executed()).singleElement().asString().endsWith(" [d, t, d, t, d, t, d, t]");
  }

  @Test
  void aTableHasItsTriggersInTheirModesAndUsesTheSequenceOfADefault() throws SQLException {
    server.answer(
        TABLE,
        row("BASE TABLE", "Aria", ""),
        row("trigger", "SET @a = 1", ""),
        row("trigger", "SET @b = \"c\"", "ANSI_QUOTES"),
        row("default", "nextval(`d`.`s`)", ""));
    assertThat(catalog.table(NAME))
        .contains(
            new Table(
                false,
                "Aria",
                "",
                List.of(
                    new Routine("d", SqlMode.DEFAULT, "SET @a = 1"),
                    new Routine("d", ANSI, "SET @b = \"c\"")),
                true));
  }

  @ParameterizedTest
  @CsvSource({"VIEW", "SYSTEM VIEW"})
  void aViewHasADefinitionAndNoEngine(String type) throws SQLException {
    server.answer(TABLE, row(type, "", ""), row("definition", "select 1", ""));
    assertThat(catalog.table(NAME)).contains(new Table(true, "", "select 1", List.of(), false));
  }

  @Test
  void aViewWithoutAVisibleDefinitionHasAnEmptyOne() throws SQLException {
    server.answer(TABLE, row("VIEW", "", ""), row("definition", null, ""));
    assertThat(catalog.table(NAME)).contains(new Table(true, "", "", List.of(), false));
  }

  @Test
  void whatHasNoRowsDoesNotExist() throws SQLException {
    assertThat(catalog.table(NAME)).isEmpty();
  }

  @Test
  void routinesHaveTheirDatabaseModeAndBody() throws SQLException {
    server.answer(ROUTINES, row("d", "SELECT 1", "ANSI_QUOTES"), row("e", null, ""));
    assertThat(catalog.routines(new ObjectName("d", "p")))
        .containsExactly(new Routine("d", ANSI, "SELECT 1"), new Routine("e", SqlMode.DEFAULT, ""));
    assertThat(server.executed()).singleElement().asString().endsWith(" [p, d, d, d]");
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "2, true"})
  void upperAndLowerCaseAreAskedForOnce(String value, boolean ignored) throws SQLException {
    server.answer("^SELECT @@lower_case_table_names", row(value));
    assertThat(catalog.ignoresCase()).isEqualTo(ignored);
    assertThat(catalog.ignoresCase()).isEqualTo(ignored);
    assertThat(server.executed()).hasSize(1);
  }
}
