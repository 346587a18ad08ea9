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
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Tests which version a schema has for each response of the server. */
final class SchemaStateTest {
  private static final String VERSION = "^SELECT value FROM `meta`.QMetadata";
  private static final String JOURNAL = "^SELECT id, from_version";
  private static final String TABLES = "information_schema.TABLES WHERE TABLE_SCHEMA = \\?";

  private final ScriptedServer server = new ScriptedServer();

  private SchemaState read() throws SQLException {
    return SchemaState.read(server.session(), "meta");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "' 12 ', 12", "0, 0"})
  void theVersionIsTheNumberInItsTable(String text, int version) throws SQLException {
    server.answer(VERSION, row(text));
    assertThat(read().version()).isEqualTo(new Version(version));
    assertThat(read().unfinished()).isEmpty();
  }

  @Test
  void aVersionThatIsNotANumberIsAProblemOfTheSchema() {
    server.answer(VERSION, row("seven"));
    assertThatThrownBy(this::read)
        .hasMessage(
            "error: `meta`.QMetadata has version 'seven', which is not a number\n"
                + "fix: set it to the actual version of the schema")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION));
  }

  @ParameterizedTest
  @ValueSource(ints = {1049, 1146})
  void withoutDatabaseOrTablesASchemaIsUninitialized(int absent) throws SQLException {
    server.refuse(VERSION, absent, "42S02", "absent").answer(TABLES, row(0));
    assertThat(read().version()).isEqualTo(Version.UNINITIALIZED);
  }

  @Test
  void tablesWithoutATableOfVersionsAreVersionZero() throws SQLException {
    server.refuse(VERSION, 1146, "42S02", "absent").answer(TABLES, row(1));
    assertThat(read().version()).isEqualTo(new Version(0));
  }

  @Test
  void aSchemaWithOnlyAnEmptyTableOfVersionsIsUninitialized() throws SQLException {
    server.answer(TABLES, row(1));
    assertThat(read().version()).isEqualTo(Version.UNINITIALIZED);
  }

  @ParameterizedTest
  @CsvSource({"2, false", "1, true"})
  void tablesWithoutAVersionAreInconsistent(int tables, boolean otherRows) {
    server.answer(TABLES, row(tables));
    if (otherRows) {
      server.answer("^SELECT 1 FROM `meta`.QMetadata LIMIT 1", row(1));
    }
    assertThatThrownBy(this::read)
        .hasMessageContaining("database meta has tables, but `meta`.QMetadata has no version");
  }

  @Test
  void anInvisibleDatabaseIsNotReportedAsUninitialized() {
    server
        .refuse(VERSION, 1142, "42000", "SELECT command denied")
        .answer("CURRENT_USER", row("op@%"));
    assertThatThrownBy(this::read)
        .hasMessageStartingWith("error: account op@% cannot see database meta, so it is unknown ")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.ACCESS_DENIED));
  }

  @Test
  void anotherErrorOfTheServerIsReported() {
    server.refuse(VERSION, 1205, "HY000", "Lock wait timeout exceeded");
    assertThatThrownBy(this::read).isInstanceOf(SQLException.class).hasMessageContaining("timeout");
  }

  @ParameterizedTest
  @CsvSource({"1049, true", "1146, true", "1142, false", "1044, false", "1205, false"})
  void aJournalIsReadableUnlessTheServerRefusesTheQueryOfAnExistingOne(int error, boolean readable)
      throws SQLException {
    server.answer(VERSION, row("1")).refuse(JOURNAL, error, "42000", "refused");
    assertThat(read().journalReadable()).isEqualTo(readable);
  }

  @Test
  void aJournalWhoseServerIsLostIsAnErrorOfTheConnection() {
    server.answer(VERSION, row("1")).refuse(JOURNAL, 1927, "70100", "killed");
    assertThatThrownBy(this::read).isInstanceOf(SQLException.class);
  }

  @Test
  void anExistingJournalIsReadable() throws SQLException {
    server.answer(VERSION, row("1")).answer(JOURNAL);
    assertThat(read().journalReadable()).isTrue();
  }
}
