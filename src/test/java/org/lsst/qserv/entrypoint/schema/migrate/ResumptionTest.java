// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.journal.StepState;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ScriptParser;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;
import org.lsst.qserv.entrypoint.schema.script.StatementReader;

/** Tests how an upgrade continues with statements that an interrupted run did not complete. */
final class ResumptionTest {
  private final Map<String, Definition> now = new HashMap<>();

  private Resumption resumption(ResumeChoice choice) {
    return new Resumption(
        "d on server",
        choice,
        objects -> {
          Map<String, Definition> definitions = new HashMap<>();
          objects
              .keySet()
              .forEach(key -> definitions.put(key, now.getOrDefault(key, Definition.ABSENT)));
          return definitions;
        });
  }

  private static SourcedStatement statement(String sql) {
    try (StatementReader reader =
        ScriptParser.open(new StringReader(sql), "test", SqlMode.DEFAULT, "d")) {
      ScriptStatement statement = reader.next().orElseThrow();
      return new SourcedStatement("migrate-1-to-2.sql", statement, Optional.of(statement), false);
    }
  }

  private static StepRecord running(SourcedStatement statement, Map<String, Definition> before) {
    return new StepRecord(
        new StepKey(0, 1),
        statement.description(),
        StepState.RUNNING,
        "",
        Definition.format(before),
        Optional.empty(),
        Optional.empty());
  }

  private static Map<String, ObjectEffect> objects(SourcedStatement statement) {
    return SqlDefinitionReader.objects(statement.statement().classification().effects(), "d");
  }

  private Resumption.Action decide(
      ResumeChoice choice, String sql, Definition before, boolean unchanged, boolean expected)
      throws SQLException {
    SourcedStatement statement = statement(sql);
    Map<String, Definition> definitions = new HashMap<>();
    objects(statement).keySet().forEach(key -> definitions.put(key, before));
    return resumption(choice)
        .decide(
            running(statement, definitions), statement, "d", unchanged, (_, _, _, _) -> expected);
  }

  private void everythingIsNow(String sql, Definition definition) {
    objects(statement(sql)).keySet().forEach(key -> now.put(key, definition));
  }

  @Test
  void aDefinitionChangeThatWasNotExecutedIsExecuted() throws SQLException {
    String sql = "ALTER TABLE t ADD COLUMN a INT";
    everythingIsNow(sql, Definition.of("old"));
    assertThat(decide(ResumeChoice.UNDECIDED, sql, Definition.of("old"), true, false))
        .isEqualTo(Resumption.Action.EXECUTE);
  }

  @Test
  void aDefinitionChangeWithItsExpectedResultIsDone() throws SQLException {
    String sql = "ALTER TABLE t ADD COLUMN a INT";
    everythingIsNow(sql, Definition.of("new"));
    assertThat(decide(ResumeChoice.UNDECIDED, sql, Definition.of("old"), true, true))
        .isEqualTo(Resumption.Action.RECORD_AS_EXECUTED);
  }

  @Test
  void aChangeOfTheTableByAnotherSessionRequiresAChoice() {
    String sql = "ALTER TABLE t ADD COLUMN a INT";
    everythingIsNow(sql, Definition.of("something else"));
    assertThatThrownBy(() -> decide(ResumeChoice.UNDECIDED, sql, Definition.of("old"), true, false))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "d on server: migrate-1-to-2.sql, statement 1 (line 1) (ALTER TABLE t) was started but"
                + " not completed, and the affected objects match neither the state before the"
                + " statement nor the expected result");
  }

  @Test
  void aSwapOfEqualTablesRequiresAChoiceEvenIfTheDefinitionsAreUnchanged() {
    String sql = "RENAME TABLE live TO x, shadow TO live, x TO shadow";
    everythingIsNow(sql, Definition.of("equal"));
    now.replaceAll((key, definition) -> key.startsWith("OTHER") ? Definition.UNKNOWN : definition);
    assertThatThrownBy(
            () -> decide(ResumeChoice.UNDECIDED, sql, Definition.of("equal"), true, false))
        .isInstanceOf(Failure.class);
  }

  @Test
  void theChoiceOfTheUserDecidesIfTheOutcomeIsUnclear() throws SQLException {
    String sql = "ALTER TABLE t ADD COLUMN a INT";
    everythingIsNow(sql, Definition.of("something else"));
    assertThat(decide(ResumeChoice.RETRY, sql, Definition.of("old"), true, false))
        .isEqualTo(Resumption.Action.EXECUTE);
    assertThat(decide(ResumeChoice.SKIP, sql, Definition.of("old"), true, false))
        .isEqualTo(Resumption.Action.SKIP);
  }

  @Test
  void aStatementThatWasNotExecutedMayBeCorrected() throws SQLException {
    String sql = "ALTER TABLE t ADD COLUMN corrected INT";
    everythingIsNow(sql, Definition.of("old"));
    assertThat(decide(ResumeChoice.UNDECIDED, sql, Definition.of("old"), false, false))
        .isEqualTo(Resumption.Action.EXECUTE);
  }

  @Test
  void aStatementThatMayHaveBeenExecutedMayNotBeCorrected() {
    String sql = "ALTER TABLE t ADD COLUMN corrected INT";
    everythingIsNow(sql, Definition.of("new"));
    assertThatThrownBy(() -> decide(ResumeChoice.UNDECIDED, sql, Definition.of("old"), false, true))
        .isInstanceOf(Failure.class);
  }

  @Test
  void aDropThatIsPartlyDoneIsExecutedWithIfExists() throws SQLException {
    String sql = "DROP TABLE a, b";
    SourcedStatement statement = statement(sql);
    Map<String, Definition> before = new HashMap<>();
    objects(statement).keySet().forEach(key -> before.put(key, Definition.of(key)));
    String first = objects(statement).keySet().iterator().next();
    now.put(first, Definition.of(first));
    assertThat(
            resumption(ResumeChoice.UNDECIDED)
                .decide(running(statement, before), statement, "d", true, (_, _, _, _) -> false))
        .isEqualTo(Resumption.Action.EXECUTE_WITH_IF_EXISTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET @a = 1",
        "USE other",
        "SET sql_mode = ''",
        "PREPARE s FROM 'SELECT 1'",
        "CREATE TEMPORARY TABLE x (a INT)",
        "SET ROLE r",
        "SET @id = LAST_INSERT_ID()",
        "SET @id = @@last_insert_id"
      })
  void whatASessionNeedsIsExecutedAgain(String sql) {
    assertThat(resumption(ResumeChoice.UNDECIDED).isReplayed(statement(sql).statement(), false))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1)",
        "CREATE TABLE t (a INT)",
        "SELECT 1",
        "COMMIT",
        "LOCK TABLES t WRITE",
        "SET insert_id = 5",
        "SET @x = f(1)",
        "SET @x = LASTVAL(s)",
        "SET @x = 1, @y = d.f(@x)"
      })
  void whatIsDoneOrConsumedIsNotExecutedAgain(String sql) {
    assertThat(resumption(ResumeChoice.UNDECIDED).isReplayed(statement(sql).statement(), false))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET @n = (SELECT COUNT(*) FROM t)",
        "SELECT COUNT(*) INTO @n FROM t",
        "SET @n = ROW_COUNT()",
        "CALL p(@n)",
        "CREATE TEMPORARY TABLE x SELECT * FROM t",
        "SET @x = f(1)",
        "SET @x = NEXTVAL(s)"
      })
  void valuesThatDependOnDataAreLost(String sql) {
    SourcedStatement statement = statement(sql);
    assertThat(Resumption.isLost(statement.statement(), false)).isTrue();
    assertThatThrownBy(
            () -> resumption(ResumeChoice.UNDECIDED).requireChoiceForLostValues(statement))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("leaves values in the session that cannot be restored");
    assertThat(resumption(ResumeChoice.SKIP).isReplayed(statement.statement(), false)).isFalse();
  }

  @Test
  void lostValuesRequireAChoiceOnlyIfALaterStatementUsesThem() {
    LostSessionState lost = new LostSessionState();
    completed(
        lost,
        "CREATE TEMPORARY TABLE tmp (a INT); INSERT INTO tmp SELECT * FROM t;"
            + " SET @n = (SELECT COUNT(*) FROM t)");
    assertThat(usedBy(lost, "INSERT INTO u VALUES (@n)")).isTrue();
    assertThat(usedBy(lost, "INSERT INTO u VALUES (@`N`)")).isTrue();
    assertThat(usedBy(lost, "INSERT INTO u SELECT * FROM TMP")).isTrue();
    assertThat(usedBy(lost, "CALL p()")).isTrue();
    assertThat(usedBy(lost, "INSERT INTO u VALUES (@nothing, 'tmpx')")).isFalse();
    assertThat(usedBy(lost, "DROP TEMPORARY TABLE tmp")).isFalse();
    assertThat(usedBy(lost, "CREATE TABLE z (a INT)")).isFalse();
  }

  @Test
  void aValueThatIsSetFromALostValueIsLostToo() {
    LostSessionState lost = new LostSessionState();
    completed(lost, "SELECT MAX(id) INTO @m FROM t; SET @n = @m + 1; SET @other = 1");
    assertThat(usedBy(lost, "INSERT INTO u VALUES (@n)")).isTrue();
    assertThat(usedBy(lost, "INSERT INTO u VALUES (@other)")).isFalse();
  }

  private static void completed(LostSessionState lost, String script) {
    try (StatementReader reader =
        ScriptParser.open(new StringReader(script), "test", SqlMode.DEFAULT, "d")) {
      for (Optional<ScriptStatement> next = reader.next(); next.isPresent(); next = reader.next()) {
        lost.completed(new SourcedStatement("s.sql", next.get(), next, false), false);
      }
    }
  }

  private static boolean usedBy(LostSessionState lost, String sql) {
    return lost.usedBy(statement(sql).statement()).isPresent();
  }
}
