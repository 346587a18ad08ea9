// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.schema.migrate.ServerCatalog.Routine;
import org.lsst.qserv.entrypoint.schema.migrate.ServerCatalog.Table;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;

/** Tests how rows of {@code information_schema} describe tables and routines. */
final class SqlServerCatalogTest {
  private static final String TABLE = "^SELECT TABLE_TYPE";
  private static final ObjectName NAME = new ObjectName("d", "o");

  private final ScriptedServer server = new ScriptedServer();
  private final SqlServerCatalog catalog = new SqlServerCatalog(server.session());

  @Test
  void aTableWithoutRowsDoesNotExist() throws SQLException {
    assertThat(catalog.table(NAME)).isEmpty();
    assertThat(server.executed()).singleElement().asString().endsWith(" [d, o, d, o, d, o, d, o]");
  }

  @Test
  void aTableHasItsEngine() throws SQLException {
    server.answer(TABLE, row("BASE TABLE", "InnoDB", ""));
    assertThat(catalog.table(NAME)).contains(new Table(false, "InnoDB", "", List.of(), false));
  }

  @Test
  void aTableWithTriggersHasTheirBodiesAndModes() throws SQLException {
    server.answer(
        TABLE,
        row("BASE TABLE", "InnoDB", ""),
        row("trigger", "SET @a = 1", "ANSI_QUOTES,STRICT_TRANS_TABLES"),
        row("trigger", null, ""));
    assertThat(catalog.table(NAME))
        .contains(
            new Table(
                false,
                "InnoDB",
                "",
                List.of(
                    new Routine("d", new SqlMode(true, false), "SET @a = 1"),
                    new Routine("d", SqlMode.DEFAULT, "")),
                false));
  }

  @Test
  void aColumnMayTakeItsDefaultFromASequence() throws SQLException {
    server.answer(TABLE, row("BASE TABLE", "InnoDB", ""), row("default", "nextval(`d`.`s`)", ""));
    assertThat(catalog.table(NAME)).contains(new Table(false, "InnoDB", "", List.of(), true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIEW", "SYSTEM VIEW"})
  void aViewHasItsQueryAndNoEngine(String type) throws SQLException {
    server.answer(TABLE, row(type, "ignored", ""), row("definition", "select 1", ""));
    assertThat(catalog.table(NAME)).contains(new Table(true, "", "select 1", List.of(), false));
  }

  @Test
  void aViewWhoseQueryIsHiddenHasNoQuery() throws SQLException {
    server.answer(TABLE, row("VIEW", "", ""), row("definition", null, ""));
    assertThat(catalog.table(NAME)).contains(new Table(true, "", "", List.of(), false));
  }

  @Test
  void routinesAreFoundInTheirDatabaseAndInPackages() throws SQLException {
    assertThat(catalog.routines(NAME)).isEmpty();
    server.answer(
        "^SELECT ROUTINE_SCHEMA", row("d", "SELECT 1", "NO_BACKSLASH_ESCAPES"), row("e", null, ""));
    assertThat(catalog.routines(NAME))
        .containsExactly(
            new Routine("d", new SqlMode(false, true), "SELECT 1"),
            new Routine("e", SqlMode.DEFAULT, ""));
    assertThat(server.executed().getLast())
        .as("what is before the dot may be a database or a package")
        .endsWith(" [o, d, d, d]");
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "2, true"})
  void theComparisonOfNamesIsReadOnce(int setting, boolean ignores) throws SQLException {
    server.answer("lower_case_table_names", row(setting));
    assertThat(catalog.ignoresCase()).isEqualTo(ignores);
    assertThat(catalog.ignoresCase()).isEqualTo(ignores);
    assertThat(server.executed()).hasSize(1);
  }
}
