// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.Result;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.journal.StepState;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.schema.script.ScriptSplitter;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests how a script is executed from its start or from the position of an interrupted run. */
final class ScriptRunnerTest {
  private static final Pattern SHOW = Pattern.compile(";SHOW CREATE \\w+ `(\\w+)`(?:\\.`(\\w+)`)?");
  private static final String NAME = "migrate-1-to-2.sql";

  @TempDir private Path directory;

  private final ScriptedServer server = new ScriptedServer();
  private final FakeScriptConnection session = new FakeScriptConnection();
  private final InMemoryJournal journal = new InMemoryJournal();
  private final FakeTime time = new FakeTime();
  private final RecordingListener listener = new RecordingListener();

  /** The engines of tables that do not use InnoDB. */
  private final Map<String, String> engines = new HashMap<>(Map.of("d.m", "MyISAM"));

  private final Map<String, String> routines = new HashMap<>();
  private final Map<String, String> definitions = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> askedTables = new ArrayList<>();
  private BooleanSupplier stop = () -> false;
  private ResumeChoice choice = ResumeChoice.UNDECIDED;
  private String name = NAME;

  private void answerCatalog() {
    server
        .answer(
            "^SELECT TABLE_TYPE",
            names -> {
              String table = names.get(0) + "." + names.get(1);
              askedTables.add(table);
              return List.of(row("BASE TABLE", engines.getOrDefault(table, "InnoDB"), ""));
            })
        .answer(
            "^SELECT ROUTINE_SCHEMA",
            names -> {
              String body = routines.get(String.valueOf(names.getFirst()));
              return body == null ? List.of() : List.of(row("d", body, ""));
            })
        .results("^BEGIN NOT ATOMIC ", this::shown);
  }

  private List<Result> shown(String block) {
    List<Result> all = new ArrayList<>();
    Matcher show = SHOW.matcher(block);
    while (show.find()) {
      String definition = definitions.get(show.group(1) + "." + show.group(2));
      all.add(
          definition == null
              ? Result.rows(List.of("@code", "@text"), row(1146, "no such table"))
              : Result.rows(List.of("Table", "Create"), row("t", definition)));
    }
    return all;
  }

  private SchemaTarget target() {
    return new SchemaTarget(
        "m",
        "d",
        DatabaseUrl.parse("mysql://boss@127.0.0.1:3306/"),
        ScriptDirectory.read(directory),
        variables,
        Bystanders.NONE);
  }

  private RunContext context(List<ScriptFacts> facts) {
    ServerSession control = server.session();
    return new RunContext(
        target(),
        control,
        new ServerFacts(SqlMode.DEFAULT, true, 1 << 24),
        journal,
        InMemoryJournal.RUN,
        "o",
        new Resumption("d on server", choice, new SqlDefinitionReader(control)),
        facts,
        listener,
        time,
        () -> stop.getAsBoolean());
  }

  private RunContext run(String sql) throws Exception {
    return run(0, sql, List.of(new ScriptFacts(ScriptSplitter.split(sql).size(), false)));
  }

  private RunContext run(int index, String sql, List<ScriptFacts> facts) throws Exception {
    answerCatalog();
    Script script = Script.read(Files.writeString(directory.resolve(name), sql)).orElseThrow();
    RunContext context = context(facts);
    try (SourcedStatements statements = SourcedStatements.open(script, target(), SqlMode.DEFAULT)) {
      new ScriptRunner(
              context,
              index,
              RunPosition.of(journal, InMemoryJournal.RUN),
              session,
              "d",
              facts.get(index))
          .run(statements);
    }
    return context;
  }

  /** Writes the record of a statement of an interrupted run. */
  private void recorded(String sql, int number, StepState state, Map<String, String> before) {
    StatementChecksum hash = new StatementChecksum();
    List<ScriptStatement> statements = ScriptSplitter.split(sql).subList(0, number);
    statements.forEach(hash::add);
    ScriptStatement last = statements.getLast();
    Map<String, Definition> fingerprints = new LinkedHashMap<>();
    SqlDefinitionReader.objects(last.classification().effects(), "d")
        .forEach((key, object) ->
            fingerprints.put(
                key,
                Optional.ofNullable(before.get(object.name()))
                    .map(Definition::of)
                    .orElse(Definition.ABSENT)));
    journal.write(
        InMemoryJournal.RUN,
        new StepRecord(
            new StepKey(0, number),
            new SourcedStatement(NAME, last, Optional.of(last), false).description(),
            state,
            hash.value(),
            before.isEmpty() ? "" : Definition.format(fingerprints),
            Optional.empty(),
            Optional.empty()));
  }

  private void completed(String sql, int number) {
    recorded(sql, number, StepState.DONE, Map.of());
  }

  private StepState state(int number) {
    return journal
        .recordsAfter(InMemoryJournal.RUN, new StepKey(0, number - 1), 1)
        .getFirst()
        .state();
  }

  @Test
  void eachStatementIsRecordedAsItsKindRequires() throws Exception {
    run(
        "SET @a = 1; INSERT INTO t VALUES (1); INSERT INTO m VALUES (1); CREATE TABLE u (a INT);"
            + " SELECT 1");
    assertThat(session.packets())
        .containsExactly(
            "SET @a = 1; warnings",
            "START TRANSACTION; done 0.2; INSERT INTO t VALUES (1); warnings; COMMIT",
            "running 0.3; INSERT INTO m VALUES (1); warnings; complete 3",
            "running 0.4; CREATE TABLE u (a INT); warnings; complete 4",
            "SELECT 1; warnings");
  }

  @Test
  void theListenerReceivesEachStatementAndItsDuration() throws Exception {
    session.whileExecuting(() -> time.pass(Duration.ofMillis(30)));
    RunContext context = run("INSERT INTO t VALUES (1); CREATE TABLE u (a INT)");
    assertThat(listener.events())
        .containsExactly(
            "started 1/2 INSERT t",
            "executed 1/2 INSERT t, rows 1, 30 ms",
            "started 2/2 CREATE TABLE u",
            "executed 2/2 CREATE TABLE u, rows 1, 30 ms");
    assertThat(context.executedStatements()).isEqualTo(2);
  }

  @Test
  void progressCountsTheStatementsOfAllScripts() throws Exception {
    run(
        1,
        "INSERT INTO t VALUES (1); INSERT INTO u VALUES (1)",
        List.of(new ScriptFacts(3, false), new ScriptFacts(2, false), new ScriptFacts(5, false)));
    assertThat(listener.events()).contains("started 4/10 INSERT t", "started 5/10 INSERT u");
    assertThat(session.packets().getFirst()).contains("; done 1.1; ");
  }

  @Test
  void theScriptDecidesAboutItsTransactions() throws Exception {
    run(
        "BEGIN; INSERT INTO t VALUES (1); COMMIT; SET autocommit = 0; INSERT INTO t VALUES (2);"
            + " SET autocommit = 1; LOCK TABLES t WRITE; UNLOCK TABLES");
    assertThat(session.packets())
        .containsExactly(
            "BEGIN",
            "done 0.2; INSERT INTO t VALUES (1); warnings",
            "done 0.3; COMMIT",
            "SET autocommit = 0; warnings",
            "done 0.5; INSERT INTO t VALUES (2); warnings",
            "done 0.6; SET autocommit = 1",
            "LOCK TABLES t WRITE; UNLOCK TABLES",
            "UNLOCK TABLES");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT f(1)        | ''                                | SELECT f(1); warnings",
        "SELECT f(1)        | BEGIN RETURN 1; END               | SELECT f(1); warnings",
        "SELECT f(1)        | BEGIN INSERT INTO t VALUES (1); END"
            + " | START TRANSACTION; done 0.1; SELECT f(1); warnings; COMMIT",
        "SELECT f(1)        | BEGIN INSERT INTO m VALUES (1); END"
            + " | running 0.1; SELECT f(1); warnings; complete 1",
        "SELECT NEXTVAL(s)  | ''      | running 0.1; SELECT NEXTVAL(s); warnings; complete 1",
        "SET @x = f(1)      | BEGIN INSERT INTO m VALUES (1); END"
            + " | running 0.1; SET @x = f(1); warnings; complete 1",
        "CALL f(1)          | BEGIN INSERT INTO t VALUES (1); END"
            + " | START TRANSACTION; done 0.1; CALL f(1); warnings; COMMIT",
        "CALL f(1)          | BEGIN COMMIT; END | running 0.1; CALL f(1); warnings; complete 1",
      })
  void whatAStatementCallsDecidesHowItIsRecorded(String sql, String body, String packet)
      throws Exception {
    if (!body.isEmpty()) {
      routines.put("f", body);
    }
    run(sql);
    assertThat(session.packets()).containsExactly(packet);
  }

  @Test
  void aRoutineThatAnUpgradeCannotExecuteIsRefusedBeforeItsCall() {
    routines.put("p", "DO RELEASE_ALL_LOCKS()");
    assertThatThrownBy(() -> run("INSERT INTO t VALUES (1);\nCALL p();"))
        .hasMessageStartingWith("error: line 2 calls a routine that ")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA));
    assertThat(session.packets()).hasSize(1);
  }

  @Test
  void statementsThatReadTheOutcomeOfOneAreExecutedTogetherWithIt() throws Exception {
    run(
        "INSERT INTO t VALUES (1); SELECT ROW_COUNT(); INSERT INTO t VALUES (ROW_COUNT());"
            + " INSERT INTO t VALUES (3)");
    assertThat(session.packets())
        .containsExactly(
            "START TRANSACTION; done 0.1; done 0.3; INSERT INTO t VALUES (1)",
            "SELECT ROW_COUNT()",
            "INSERT INTO t VALUES (ROW_COUNT()); warnings; COMMIT",
            "START TRANSACTION; done 0.4; INSERT INTO t VALUES (3); warnings; COMMIT");
    assertThat(listener.events().subList(0, 4))
        .containsExactly(
            "started 1/4 INSERT t",
            "started 2/4 SELECT",
            "started 3/4 INSERT t",
            "executed 1/4 INSERT t, rows 1, 0 ms");
  }

  @Test
  void beforeAReaderOfAnOutcomeTheJournalExecutesNothingInItsSession() throws Exception {
    run("INSERT INTO t VALUES (ROW_COUNT())");
    assertThat(session.packets())
        .containsExactly("INSERT INTO t VALUES (ROW_COUNT()); warnings; complete 1");
    assertThat(state(1)).isEqualTo(StepState.RUNNING);
  }

  @Test
  void aRequestToStopEndsTheRunBeforeTheNextStatement() {
    stop = () -> session.packets().size() == 1;
    assertThatThrownBy(() -> run("INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);\nSELECT 1;"))
        .hasMessage(
            "error: d on 127.0.0.1:3306: stopped as requested, before migrate-1-to-2.sql,"
                + " statement 2 (line 2)\n"
                + "fix: run the same command again: it resumes with this statement")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN));
    assertThat(session.packets()).hasSize(1);
  }

  @Test
  void aTransactionIsFinishedBeforeTheRunStops() {
    stop = () -> !session.packets().isEmpty();
    assertThatThrownBy(
            () -> run("BEGIN; INSERT INTO t VALUES (1); COMMIT; INSERT INTO t VALUES (2)"))
        .hasMessageContaining("stopped as requested, before migrate-1-to-2.sql, statement 4");
    assertThat(session.packets().getLast()).isEqualTo("done 0.3; COMMIT");
  }

  @Test
  void theJournalIsPolledForAStopRequestEveryHalfSecond() {
    journal.requestStop();
    session.whileExecuting(() -> time.pass(Duration.ofMillis(250)));
    assertThatThrownBy(() -> run("SELECT 1; SELECT 2; SELECT 3; SELECT 4; SELECT 5"))
        .hasMessageContaining("stopped as requested, before migrate-1-to-2.sql, statement 4");
    assertThat(session.packets()).hasSize(3);
  }

  @Test
  void withoutARequestThePollsOfTheJournalEndNothing() throws Exception {
    session.whileExecuting(() -> time.pass(Duration.ofMinutes(1)));
    run("SELECT 1; SELECT 2; SELECT 3");
    assertThat(session.packets()).hasSize(3);
  }

  @Test
  void anInterruptedScriptRestoresItsSessionAndContinues() throws Exception {
    String sql =
        "SET @a = 1; INSERT INTO t () VALUES (); SET @b = LAST_INSERT_ID(); INSERT INTO t VALUES"
            + " (4); INSERT INTO t VALUES (5)";
    completed(sql, 4);
    journal.keepLastInsertId(2, "17");
    run(sql);
    assertThat(session.packets())
        .containsExactly(
            "SET @a = 1",
            "SET last_insert_id = 17",
            "SET @b = LAST_INSERT_ID()",
            "START TRANSACTION; done 0.5; INSERT INTO t VALUES (5); warnings; COMMIT");
    assertThat(listener.events()).startsWith("started 5/5 INSERT t");
  }

  @Test
  void theValueThatTheLastCompletedStatementGeneratedIsRestored() throws Exception {
    String sql = "INSERT INTO t () VALUES (); INSERT INTO t VALUES (LAST_INSERT_ID())";
    completed(sql, 1);
    journal.keepLastInsertId(1, "17");
    run(sql);
    assertThat(session.packets()).hasSize(2).first().isEqualTo("SET last_insert_id = 17");
  }

  @Test
  void theNextScriptDoesNotRestoreGeneratedValuesOfThePreviousOne() throws Exception {
    completed("INSERT INTO t VALUES (1)", 1);
    journal.keepLastInsertId(1, "17");
    run(
        1,
        "INSERT INTO t VALUES (2)",
        List.of(new ScriptFacts(1, false), new ScriptFacts(1, false)));
    assertThat(session.packets())
        .containsExactly("START TRANSACTION; done 1.1; INSERT INTO t VALUES (2); warnings; COMMIT");
  }

  @Test
  void theChecksumOfARecordCoversTheCompletedStatements() throws Exception {
    String sql = "INSERT INTO t VALUES (1); INSERT INTO t VALUES (ROW_COUNT() + 1)";
    choice = ResumeChoice.RETRY;
    completed(sql, 1);
    run(sql);
    StatementChecksum hash = new StatementChecksum();
    ScriptSplitter.split(sql).forEach(hash::add);
    assertThat(journal.lastRecord(InMemoryJournal.RUN).orElseThrow().checksum())
        .isEqualTo(hash.value());
  }

  @Test
  void theOpenTransactionOfTheRunIsStartedAgain() throws Exception {
    String sql =
        "BEGIN; INSERT INTO t VALUES (1); START TRANSACTION; INSERT INTO t VALUES (2);"
            + " INSERT INTO t VALUES (3); COMMIT";
    completed(sql, 3);
    run(sql);
    assertThat(session.packets())
        .containsExactly(
            "START TRANSACTION",
            "done 0.4; INSERT INTO t VALUES (2); warnings",
            "done 0.5; INSERT INTO t VALUES (3); warnings",
            "done 0.6; COMMIT");
  }

  @Test
  void aTransactionThatHasEndedIsNotStartedAgain() throws Exception {
    String sql = "BEGIN; INSERT INTO t VALUES (1); COMMIT; INSERT INTO t VALUES (2)";
    completed(sql, 3);
    run(sql);
    assertThat(session.packets())
        .containsExactly("START TRANSACTION; done 0.4; INSERT INTO t VALUES (2); warnings; COMMIT");
  }

  @Test
  void theLostOutcomeOfACompletedStatementRequiresAChoice() throws Exception {
    String sql = "INSERT INTO t VALUES (1); INSERT INTO t VALUES (ROW_COUNT())";
    completed(sql, 1);
    assertThatThrownBy(() -> run(sql))
        .hasMessage(
            "error: d on server: migrate-1-to-2.sql, statement 2 (line 1) reads the outcome of the"
                + " statement before it, which was executed in a session that is gone\n"
                + "fix: use --resume=retry to execute it anyway: ROW_COUNT(), warnings and the like are then empty");
    assertThat(session.packets()).isEmpty();
    choice = ResumeChoice.RETRY;
    run(sql);
    assertThat(session.packets())
        .containsExactly("INSERT INTO t VALUES (ROW_COUNT()); warnings; complete 2");
  }

  @ParameterizedTest
  @CsvSource({"SELECT ROW_COUNT(), false", "'SELECT f(ROW_COUNT())', true"})
  void aQueryOfALostOutcomeRequiresAChoiceOnlyIfItCallsARoutine(String query, boolean asks)
      throws Exception {
    String sql = "INSERT INTO t VALUES (1); " + query;
    completed(sql, 1);
    if (asks) {
      assertThatThrownBy(() -> run(sql)).hasMessageContaining("in a session that is gone");
      return;
    }
    run(sql);
    assertThat(session.packets()).containsExactly(query + "; warnings");
  }

  @Test
  void onlyTheFirstStatementAfterTheCompletedOnesLacksAnOutcome() throws Exception {
    String sql =
        "INSERT INTO t VALUES (1); SET @a = 1; INSERT INTO t VALUES (2); SELECT 1;"
            + " INSERT INTO t VALUES (ROW_COUNT())";
    completed(sql, 1);
    run(sql);
    assertThat(session.packets()).hasSize(4);
  }

  @Test
  void aDefinitionChangeThatWasExecutedOnlyGetsItsRecord() throws Exception {
    String sql = "DROP TABLE o; INSERT INTO t VALUES (1)";
    recorded(sql, 1, StepState.RUNNING, Map.of("o", "CREATE o"));
    RunContext context = run(sql);
    assertThat(session.packets())
        .containsExactly("START TRANSACTION; done 0.2; INSERT INTO t VALUES (1); warnings; COMMIT");
    assertThat(state(1)).isEqualTo(StepState.DONE);
    assertThat(listener.events())
        .startsWith("started 1/2 DROP TABLE o", "already executed 1/2 DROP TABLE o");
    assertThat(context.executedStatements()).isEqualTo(1);
  }

  @Test
  void aDefinitionChangeThatWasNotExecutedIsExecuted() throws Exception {
    definitions.put("d.o", "CREATE o");
    recorded("DROP TABLE o", 1, StepState.RUNNING, Map.of("o", "CREATE o"));
    run("DROP TABLE o");
    assertThat(session.packets())
        .containsExactly("running 0.1; DROP TABLE o; warnings; complete 1");
  }

  @Test
  void aDropThatIsPartlyDoneIsExecutedWithIfExists() throws Exception {
    definitions.put("d.p", "CREATE p");
    recorded("DROP TABLE o, p", 1, StepState.RUNNING, Map.of("o", "CREATE o", "p", "CREATE p"));
    run("DROP TABLE o, p");
    assertThat(session.packets())
        .containsExactly("running 0.1; DROP TABLE IF EXISTS o, p; warnings; complete 1");
  }

  @Test
  void aStatementThatTheUserSkipsIsRecordedAsSkipped() throws Exception {
    String sql = "CALL p(); INSERT INTO t VALUES (1)";
    recorded(sql, 1, StepState.RUNNING, Map.of());
    choice = ResumeChoice.SKIP;
    run(sql);
    assertThat(session.packets()).hasSize(1);
    assertThat(state(1)).isEqualTo(StepState.SKIPPED);
    assertThat(listener.events()).contains("skipped 1/2 CALL");
  }

  @Test
  void aStatementThatMayHaveBeenExecutedInPartRequiresAChoice() {
    recorded("CALL p()", 1, StepState.RUNNING, Map.of());
    assertThatThrownBy(() -> run("CALL p()"))
        .hasMessageStartingWith(
            "error: d on server: migrate-1-to-2.sql, statement 1 (line 1) (CALL) was started but"
                + " not completed. It cannot be rolled back, so it may have been partially executed\n")
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION));
    assertThat(listener.events()).isEmpty();
  }

  @Test
  void aStatementThatMayHaveBeenExecutedMayNotChange() {
    recorded("CALL p(1)", 1, StepState.RUNNING, Map.of());
    assertThatThrownBy(() -> run("CALL p(2)")).hasMessageContaining(", and it has changed since");
    assertThat(session.packets()).isEmpty();
  }

  @Test
  void afterASkippedStatementItsReadersAreExecuted() throws Exception {
    String sql = "CALL p(); SELECT ROW_COUNT()";
    recorded(sql, 1, StepState.RUNNING, Map.of());
    choice = ResumeChoice.SKIP;
    run(sql);
    assertThat(session.packets()).containsExactly("SELECT ROW_COUNT(); warnings");
    assertThat(listener.events()).contains("skipped 1/2 CALL", "executed 2/2 SELECT, rows 1, 0 ms");
  }

  @Test
  void theReaderOfALostOutcomeRequiresAChoice() {
    String sql = "DROP TABLE o; INSERT INTO t VALUES (ROW_COUNT())";
    recorded(sql, 1, StepState.RUNNING, Map.of("o", "CREATE o"));
    assertThatThrownBy(() -> run(sql))
        .hasMessageContaining("statement 2 (line 1) reads the outcome of the statement before it");
    assertThat(state(1)).isEqualTo(StepState.RUNNING);
  }

  @ParameterizedTest
  @EnumSource(ResumeChoice.class)
  void aGroupWhoseLaterStatementWasStartedRequiresAChoice(ResumeChoice answer) throws Exception {
    String sql = "CALL p(); INSERT INTO t VALUES (ROW_COUNT())";
    recorded(sql, 1, StepState.RUNNING, Map.of());
    recorded(sql, 2, StepState.RUNNING, Map.of());
    choice = answer;
    if (answer == ResumeChoice.RETRY) {
      run(sql);
      assertThat(session.packets()).hasSize(2);
      return;
    }
    assertThatThrownBy(() -> run(sql))
        .hasMessageStartingWith("error: d on server: migrate-1-to-2.sql, statement 2 (line 1)")
        .hasMessageContaining("so both are executed together");
    assertThat(session.packets()).isEmpty();
  }

  @Test
  void unqualifiedNamesReferToTheDatabaseThatTheScriptHasChosen() throws Exception {
    engines.put("d.x", "MyISAM");
    run("INSERT INTO x VALUES (1); USE e; INSERT INTO x VALUES (2); INSERT INTO x VALUES (3)");
    assertThat(askedTables).endsWith("d.x", "e.x");
    assertThat(session.packets().getFirst())
        .isEqualTo("running 0.1; INSERT INTO x VALUES (1); warnings; complete 1");
    assertThat(session.databaseReads()).isEqualTo(1);
    assertThat(session.packets().getLast()).startsWith("START TRANSACTION; done 0.4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/*!40000 USE e */",
        "EXECUTE s",
        "CREATE DATABASE e",
        "BEGIN NOT ATOMIC USE e; END"
      })
  void theCurrentDatabaseIsReadAfterAStatementThatMayChangeIt(String sql) throws Exception {
    run("DELIMITER $$\n" + sql + "$$\nINSERT INTO t VALUES (1)$$");
    assertThat(session.databaseReads()).isEqualTo(1);
  }

  @Test
  void theCurrentDatabaseOfAResumedScriptIsReadFromTheServer() throws Exception {
    String sql = "USE e; INSERT INTO t VALUES (1); INSERT INTO x VALUES (2)";
    completed(sql, 2);
    run(sql);
    assertThat(askedTables).containsExactly("e.x");
    assertThat(session.packets().getFirst()).isEqualTo("USE e");
  }

  @Test
  void aDefinitionChangeMayMakeATableTransactional() throws Exception {
    session.whileExecuting(() -> engines.remove("d.m"));
    run("CREATE TABLE u (a INT); INSERT INTO m VALUES (1); INSERT INTO m VALUES (2)");
    assertThat(session.packets().subList(1, 3))
        .containsExactly(
            "START TRANSACTION; done 0.2; INSERT INTO m VALUES (1); warnings; COMMIT",
            "START TRANSACTION; done 0.3; INSERT INTO m VALUES (2); warnings; COMMIT");
    assertThat(askedTables).as("once before the change, once after it").hasSize(2);
  }

  @Test
  void aDefinitionChangeThatIsSkippedMayMakeATableTransactional() throws Exception {
    recorded("DROP TABLE o", 1, StepState.RUNNING, Map.of("o", "CREATE o"));
    run("DROP TABLE o; INSERT INTO m VALUES (1)");
    assertThat(askedTables).as("once before it, once after it").containsExactly("d.m", "d.m");
  }

  @Test
  void warningsOfTheServerNameTheirStatement() throws Exception {
    session.warn(1265, "Data truncated for column 'a'");
    run("INSERT INTO t VALUES (1)");
    assertThat(listener.events())
        .contains(
            "warning migrate-1-to-2.sql, statement 1 (line 1): Data truncated for column 'a'");
  }

  @Test
  void aWarningAboutAValueOfAVariableIsNotShown() throws Exception {
    name = NAME + ".jinja";
    variables.put("password", "hunter2");
    session.warn(1265, "'hunter2' is too long");
    run("INSERT INTO t VALUES ('{{ password }}')");
    assertThat(session.packets().getFirst()).contains("VALUES ('hunter2')");
    assertThat(listener.events())
        .contains(
            "warning migrate-1-to-2.sql.jinja, statement 1 (line 1): the server has a warning, code"
                + " 1265")
        .noneMatch(event -> event.contains("hunter2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t (a INT)                         | true",
        "CREATE TABLE t (a INT DEFAULT 'Hunter''2')     | false",
        "CREATE TABLE t (a INT DEFAULT 'hunter\\2')     | false",
        "CREATE TABLE t (a INT) CONNECTION='mysql://x'  | false",
      })
  void aDefinitionWithTheValueOfAVariableMayNotBeStored(String definition, boolean may)
      throws Exception {
    variables.putAll(Map.of("password", "hunTer\"2", "unset", ""));
    assertThat(run("SELECT 1").mayBeStored(definition)).isEqualTo(may);
  }

  @Test
  void aStatementThatTheServerRefusesEndsTheScript() {
    session.fail("INSERT INTO t VALUES (2)", new SQLException("Duplicate entry", "23000", 1062));
    StepFailedException failed =
        catchThrowableOfType(
            StepFailedException.class,
            () ->
                run(
                    "INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); INSERT INTO t VALUES (3)"));
    assertThat(failed.step().key()).isEqualTo(new StepKey(0, 2));
    assertThat(failed.error().getMessage()).isEqualTo("Duplicate entry");
    assertThat(session.packets()).last().isEqualTo("ROLLBACK");
    assertThat(state(2)).isEqualTo(StepState.FAILED);
  }
}
