// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.Result;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/** Tests the comparison of a changed object with the result of a statement. */
final class ExpectedDefinitionTest {
  private static final Definition BEFORE = Definition.of("CREATE TABLE `t` (\n  `a` int(11)\n)");
  private static final Definition AFTER =
      Definition.of("CREATE TABLE `t` (\n  `a` int(11),\n  `b` int(11)\n)");
  private static final String ALTER = "ALTER TABLE t ADD COLUMN b INT";
  private static final String DROP = "DROP DATABASE IF EXISTS qservSchemaScratch1";

  private final ScriptedServer server = new ScriptedServer();
  private final FakeScriptConnection script = new FakeScriptConnection();
  private final ExpectedDefinition expected = new ExpectedDefinition(server.session(), script);

  private static ObjectEffect object(ObjectType type, String name) {
    return new ObjectEffect(type, "d", name, Effect.ALTERED, false);
  }

  /** Sets the definition that the copy has after the statement. */
  private void copyIsNow(String definition) {
    server.results(
        "^BEGIN NOT ATOMIC ",
        _ -> List.of(Result.rows(List.of("Table", "C"), row("t", definition))));
  }

  private boolean matches(String statement, Definition before, Definition now) throws SQLException {
    return expected.matches(statement, object(ObjectType.TABLE, "t"), before, now);
  }

  /** Returns what the control session executed, without the query of the definition. */
  private List<String> prepared() {
    return server.changes().stream().filter(sql -> !sql.startsWith("BEGIN NOT ATOMIC")).toList();
  }

  @Test
  void aTableIsChangedOnACopyInASeparateDatabase() throws SQLException {
    copyIsNow(AFTER.text());
    server.answer("information_schema.SCHEMATA", row(" CHARACTER SET utf8mb4 COLLATE c"));
    assertThat(matches(ALTER, BEFORE, AFTER)).isTrue();
    assertThat(prepared())
        .containsExactly(
            "CREATE OR REPLACE DATABASE qservSchemaScratch1 CHARACTER SET utf8mb4 COLLATE c",
            "SET STATEMENT foreign_key_checks=0 FOR CREATE TABLE qservSchemaScratch1.`t` (\n"
                + "  `a` int(11)\n)",
            DROP);
    assertThat(script.packets())
        .containsExactly(
            "SET STATEMENT foreign_key_checks=0 FOR ALTER TABLE `qservSchemaScratch1`.`t`"
                + " ADD COLUMN b INT");
    assertThat(server.changes().get(2)).contains(";SHOW CREATE TABLE `qservSchemaScratch1`.`t`; ");
  }

  @Test
  void aTableWithAnotherDefinitionIsNotTheResult() throws SQLException {
    copyIsNow(BEFORE.text());
    assertThat(matches(ALTER, BEFORE, AFTER)).isFalse();
    assertThat(server.changes()).endsWith(DROP);
  }

  @Test
  void aTableThatTheStatementDoesNotLeaveIsNotTheResult() throws SQLException {
    server.results(
        "^BEGIN NOT ATOMIC ",
        _ -> List.of(Result.rows(List.of("@code", "@text"), row(1146, "no such table"))));
    assertThat(matches(ALTER, BEFORE, Definition.of(""))).isFalse();
  }

  @Test
  void aTableThatDidNotExistIsCreatedOnItsOwn() throws SQLException {
    copyIsNow(AFTER.text());
    assertThat(matches("CREATE TABLE d.t (a INT, b INT)", Definition.ABSENT, AFTER)).isTrue();
    assertThat(prepared()).containsExactly("CREATE OR REPLACE DATABASE qservSchemaScratch1", DROP);
    assertThat(script.packets())
        .containsExactly(
            "SET STATEMENT foreign_key_checks=0 FOR CREATE TABLE `qservSchemaScratch1`.`t`"
                + " (a INT, b INT)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter ignore table `d` . `t` ADD b INT | alter ignore table COPY ADD b INT",
        "ALTER ONLINE TABLE IF EXISTS t ADD b INT | ALTER ONLINE TABLE IF EXISTS COPY ADD b INT",
        "CREATE OR REPLACE TABLE t (a INT) | CREATE OR REPLACE TABLE COPY (a INT)",
        "CREATE SEQUENCE IF NOT EXISTS t | CREATE SEQUENCE IF NOT EXISTS COPY",
        "CREATE UNIQUE INDEX i USING BTREE ON t (a) | CREATE UNIQUE INDEX i USING BTREE ON COPY (a)",
        "CREATE OR REPLACE INDEX `i` ON t (a) | CREATE OR REPLACE INDEX `i` ON COPY (a)",
        "DROP INDEX i ON d.t | DROP INDEX i ON COPY",
      })
  void theNameOfTheTableIsReplacedWhereverTheStatementHasIt(String statement, String onCopy)
      throws SQLException {
    copyIsNow(AFTER.text());
    assertThat(matches(statement, BEFORE, AFTER)).isTrue();
    assertThat(script.packets())
        .containsExactly(
            "SET STATEMENT foreign_key_checks=0 FOR "
                + onCopy.replace("COPY", "`qservSchemaScratch1`.`t`"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t SELECT * FROM u",
        "CREATE TABLE t LIKE u",
        "EXECUTE s",
        "RENAME TABLE t TO u",
        "ALTER TABLE a.b.t ADD b INT"
      })
  void aStatementThatNeedsMoreThanOneTableIsNotExecuted(String statement) throws SQLException {
    copyIsNow(AFTER.text());
    assertThat(matches(statement, BEFORE, AFTER)).isFalse();
    assertThat(server.executed()).isEmpty();
    assertThat(script.packets()).isEmpty();
  }

  @Test
  void aTableWhoseOldDefinitionWasNotStoredCannotBeCopied() throws SQLException {
    copyIsNow(AFTER.text());
    assertThat(matches(ALTER, BEFORE.withoutText(), AFTER)).isFalse();
    assertThat(server.executed()).isEmpty();
  }

  @Test
  void aDefinitionThatIsNotThatOfATableCannotBeCopied() throws SQLException {
    copyIsNow(AFTER.text());
    assertThat(matches(ALTER, Definition.of("CREATE ALGORITHM=MERGE VIEW v AS x"), AFTER))
        .isFalse();
    assertThat(script.packets()).isEmpty();
    assertThat(server.changes()).endsWith(DROP);
  }

  @Test
  void aStatementThatFailsOnTheCopyHasNoKnownResult() throws SQLException {
    copyIsNow(AFTER.text());
    script.fail(
        "SET STATEMENT foreign_key_checks=0 FOR ALTER TABLE `qservSchemaScratch1`.`t` ADD COLUMN b"
            + " INT",
        new SQLException("Duplicate column", "42S21", 1060));
    assertThat(matches(ALTER, BEFORE, AFTER)).isFalse();
    assertThat(server.changes()).endsWith(DROP);
  }

  @Test
  void aCopyThatCannotBeDroppedDoesNotChangeTheResult() throws SQLException {
    copyIsNow(AFTER.text());
    server.refuse("^DROP DATABASE", 1010, "HY000", "Error dropping database");
    assertThat(matches(ALTER, BEFORE, AFTER)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER VIEW v AS SELECT 1 | CREATE VIEW COPY AS SELECT 1",
        "CREATE OR REPLACE SQL SECURITY INVOKER VIEW d.v AS SELECT 1"
            + " | CREATE OR REPLACE SQL SECURITY INVOKER VIEW COPY AS SELECT 1",
      })
  void aViewIsCreatedUnderAnotherName(String statement, String onCopy) throws SQLException {
    copyIsNow("CREATE DEFINER=x VIEW `qservSchemaScratch1`.`v` AS select 1");
    Definition now = Definition.of("CREATE DEFINER=x VIEW `d`.`v` AS select 1");
    assertThat(expected.matches(statement, object(ObjectType.VIEW, "v"), BEFORE, now)).isTrue();
    assertThat(script.packets())
        .containsExactly(onCopy.replace("COPY", "`qservSchemaScratch1`.`v`"));
    assertThat(prepared()).containsExactly("CREATE OR REPLACE DATABASE qservSchemaScratch1", DROP);
  }

  @Test
  void aStatementThatDoesNotCreateAViewHasNoViewAsItsResult() throws SQLException {
    assertThat(
            expected.matches(
                "DROP VIEW v", object(ObjectType.VIEW, "v"), BEFORE, Definition.ABSENT))
        .isFalse();
    assertThat(server.executed()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectType.class,
      names = {"PROCEDURE", "FUNCTION", "TRIGGER", "EVENT"})
  void aRoutineIsRecognizedByItsBody(ObjectType type) throws SQLException {
    server.answer("ROUTINE_DEFINITION", row(" BEGIN SELECT 1; END "));
    String create = "CREATE " + type + " p() BEGIN SELECT 1; END\n";
    assertThat(expected.matches(create, object(type, "p"), BEFORE, AFTER)).isTrue();
    assertThat(
            expected.matches(
                create.replace("SELECT 1", "SELECT 2"), object(type, "p"), BEFORE, AFTER))
        .isFalse();
    String parameters = "d, p, " + type;
    assertThat(server.executed().getLast())
        .endsWith(" [" + parameters + ", " + parameters + ", " + parameters + "]");
  }

  @Test
  void aRoutineWithoutAVisibleBodyIsNotTheResult() throws SQLException {
    assertThat(
            expected.matches(
                "CREATE PROCEDURE p() SELECT 1",
                object(ObjectType.PROCEDURE, "p"),
                Definition.ABSENT,
                AFTER))
        .isFalse();
  }

  @Test
  void aDatabaseIsTheResultOnlyIfItDidNotExist() throws SQLException {
    ObjectEffect database = object(ObjectType.DATABASE, "d");
    assertThat(expected.matches("CREATE DATABASE d", database, Definition.ABSENT, AFTER)).isTrue();
    assertThat(expected.matches("ALTER DATABASE d", database, BEFORE, AFTER)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectType.class,
      names = {"USER", "OTHER"})
  void theResultForAnAccountIsNotKnown(ObjectType type) throws SQLException {
    assertThat(expected.matches("ALTER USER u", object(type, "u"), BEFORE, AFTER)).isFalse();
  }
}
