// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.journal.StepState;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/** Tests that the scripts of an interrupted run must still contain the executed statements. */
final class CompletedStatementsTest {
  private static final String FIX =
      "\nfix: restore the statements that were executed (and the same schema.variables);"
          + " statements that failed or were not executed yet may be corrected";

  private final InMemoryJournal journal = new InMemoryJournal();
  private ResumeChoice choice = ResumeChoice.UNDECIDED;

  /** Writes the records of a script, one state per statement; null for a statement without one. */
  private void executed(int script, String sql, String states) {
    StatementChecksum hash = new StatementChecksum();
    List<ScriptStatement> statements = ScriptSplitter.split(sql);
    String[] all = states.split(" ", -1);
    for (int i = 0; i < all.length; i++) {
      hash.add(statements.get(i));
      if (!all[i].equals("-")) {
        String[] parts = all[i].split("/", -1);
        journal.write(
            InMemoryJournal.RUN,
            new StepRecord(
                new StepKey(script, i + 1),
                sourced(script, statements.get(i)).description(),
                StepState.valueOf(parts[0]),
                hash.value(),
                parts.length > 1 ? parts[1] : "",
                Optional.empty(),
                Optional.empty()));
      }
    }
  }

  private static SourcedStatement sourced(int script, ScriptStatement statement) {
    return new SourcedStatement("s" + script + ".sql", statement, Optional.of(statement), false);
  }

  private void check(String... scripts) throws SQLException {
    RunPosition position = RunPosition.of(journal, InMemoryJournal.RUN);
    CompletedStatements check =
        new CompletedStatements(
            "d on server",
            journal,
            InMemoryJournal.RUN,
            position,
            new Resumption("d on server", choice, _ -> Map.of()));
    for (int i = 0; i < scripts.length; i++) {
      for (ScriptStatement statement : ScriptSplitter.split(scripts[i])) {
        check.visit(new StepKey(i, statement.number()), sourced(i, statement));
      }
    }
    check.finished();
  }

  private void refuses(String problem, String... scripts) {
    assertThatThrownBy(() -> check(scripts))
        .hasMessage("error: d on server: " + problem + FIX)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA));
  }

  @Test
  void unchangedScriptsAreAccepted() throws SQLException {
    String first = "SET sql_mode = ''; INSERT INTO t VALUES (1); CREATE TABLE u (a INT)";
    String second = "INSERT INTO t VALUES (2); INSERT INTO t VALUES (3)";
    executed(0, first, "- DONE SKIPPED");
    executed(1, second, "DONE");
    check(first, second);
  }

  @Test
  void aStatementThatWasExecutedMayNotChange() {
    executed(0, "INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)", "DONE DONE");
    refuses(
        "s0.sql, statement 2 (line 1) has changed since it was executed; the journal has s0.sql,"
            + " statement 2 (line 1) (INSERT t)",
        "INSERT INTO t VALUES (1); INSERT INTO t VALUES (20)");
  }

  @Test
  void aStatementWithoutARecordMayNotChangeBeforeOneWithARecord() {
    executed(0, "SET sql_mode = ''; INSERT INTO t VALUES (1)", "- DONE");
    refuses(
        "s0.sql, statement 2 (line 1) has changed since it was executed; the journal has s0.sql,"
            + " statement 2 (line 1) (INSERT t)",
        "SET sql_mode = 'ANSI_QUOTES'; INSERT INTO t VALUES (1)");
  }

  @Test
  void aStatementThatIsNotCompleteMayChange() throws SQLException {
    executed(0, "INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)", "DONE FAILED");
    check("INSERT INTO t VALUES (1); INSERT INTO other VALUES (7); COMMIT");
  }

  @Test
  void aCompletedStatementRemovedFromTheEndOfTheScriptsIsReported() {
    executed(0, "INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)", "DONE DONE");
    refuses(
        "the end of a script has changed since it was executed; the journal has s0.sql,"
            + " statement 2 (line 1) (INSERT t)",
        "INSERT INTO t VALUES (1)");
  }

  @Test
  void aCompletedStatementRemovedFromAnEarlierScriptIsReportedInTheNextOne() {
    executed(0, "INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)", "DONE DONE");
    executed(1, "INSERT INTO u VALUES (1)", "DONE");
    refuses(
        "s1.sql, statement 1 (line 1) has changed since it was executed; the journal has s0.sql,"
            + " statement 2 (line 1) (INSERT t)",
        "INSERT INTO t VALUES (1)",
        "INSERT INTO u VALUES (1)");
  }

  @Test
  void aRecordOfATransactionThatWasRolledBackDoesNotCount() throws SQLException {
    executed(0, "CALL p(1)", "RUNNING");
    executed(0, "CALL p(2); INSERT INTO t VALUES (2)", "- DONE");
    check("CALL p(2); INSERT INTO t VALUES (2)");
  }

  @Test
  void aStatementThatMayHaveBeenExecutedInPartMayNotChange() {
    executed(0, "INSERT INTO t VALUES (1); CALL p(1)", "DONE RUNNING");
    refuses(
        "s0.sql, statement 2 (line 1) has changed since it was executed; the journal has s0.sql,"
            + " statement 2 (line 1) (CALL)",
        "INSERT INTO t VALUES (1); CALL p(2)");
  }

  @Test
  void aStatementThatMayHaveBeenExecutedInPartMayNotDisappear() {
    executed(0, "INSERT INTO t VALUES (1); CALL p(1)", "DONE RUNNING");
    refuses(
        "the end of a script has changed since it was executed; the journal has s0.sql,"
            + " statement 2 (line 1) (CALL)",
        "INSERT INTO t VALUES (1)");
  }

  @Test
  void aStatementThatMayHaveBeenExecutedInPartMayStay() throws SQLException {
    executed(0, "INSERT INTO t VALUES (1); CALL p(1)", "DONE RUNNING");
    check("INSERT INTO t VALUES (1); CALL p(1); CALL p(2)");
  }

  @Test
  void aDefinitionChangeThatCanBeComparedMayChangeOrDisappear() throws SQLException {
    executed(0, "INSERT INTO t VALUES (1); ALTER TABLE t ADD a INT", "DONE RUNNING/definitions");
    check("INSERT INTO t VALUES (1); ALTER TABLE t ADD b INT");
    check("INSERT INTO t VALUES (1)");
  }

  @Test
  void lostValuesThatALaterStatementUsesRequireAChoice() throws SQLException {
    String script =
        "SELECT MAX(id) INTO @m FROM t; INSERT INTO t VALUES (1); INSERT INTO u VALUES (@m)";
    executed(0, script, "- DONE");
    assertThatThrownBy(() -> check(script))
        .hasMessageStartingWith(
            "error: d on server: s0.sql, statement 1 (line 1) leaves values in the session that"
                + " cannot be restored")
        .isInstanceOf(Failure.class);
    choice = ResumeChoice.SKIP;
    check(script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1); INSERT INTO u VALUES (@m)",
        "SET @m = 1; INSERT INTO u VALUES (@m)"
      })
  void valuesOfOtherScriptsAreNotLost(String last) throws SQLException {
    String first = "SELECT MAX(id) INTO @m FROM t; INSERT INTO t VALUES (1)";
    executed(0, first, "- DONE");
    executed(1, last, last.startsWith("SET") ? "- DONE" : "DONE");
    assertThatCode(() -> check(first, last, "INSERT INTO v VALUES (@m)"))
        .doesNotThrowAnyException();
  }

  @Test
  void whatTheLastCompletedStatementReadFromDataIsRestored() throws SQLException {
    String script = "INSERT INTO t VALUES (1); SET @n = (SELECT COUNT(*) FROM t);";
    executed(0, script, "DONE DONE");
    check(script + "INSERT INTO u VALUES (@n)");
  }

  @Test
  void moreRecordsThanFitInOneQueryAreAllChecked() throws SQLException {
    String script = "INSERT INTO t VALUES (1);\n".repeat(2100);
    executed(0, script, "DONE ".repeat(2099) + "DONE");
    check(script);
    refuses(
        "s0.sql, statement 2050 (line 2050) has changed since it was executed; the journal has"
            + " s0.sql, statement 2050 (line 2050) (INSERT t)",
        "INSERT INTO t VALUES (1);\n".repeat(2049) + "INSERT INTO t VALUES (2);\n".repeat(51));
  }
}
