// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecordSql;
import org.lsst.qserv.entrypoint.schema.journal.StepState;
import org.lsst.qserv.entrypoint.schema.migrate.ScriptStep.ExecutionKind;
import org.lsst.qserv.entrypoint.schema.script.Classification;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;

/** Tests which packets a script session sends. */
final class StepExecutorTest {
  private static final Pattern WRITE =
      Pattern.compile("REPLACE INTO \\S+ VALUES \\(1,0,(\\d+),\\d+,(\\d),.*");
  private static final Pattern COMPLETE =
      Pattern.compile("UPDATE \\S+ SET state=1,finished=\\d+ WHERE .* statement=(\\d+)");
  private static final Pattern KEEP =
      Pattern.compile("UPDATE \\S+ SET last_insert_id=LAST_INSERT_ID\\(\\) WHERE .*=(\\d+)");

  private final List<String> packets = new ArrayList<>();
  private final InMemoryJournal journal = new InMemoryJournal();
  private final TransactionState transaction = new TransactionState(true);
  private @Nullable SQLException error;
  private String fails = "";
  private boolean keepsLastInsertId;
  private boolean afterError;

  /** Records packets in a short form: {@code done 1; INSERT; warnings; COMMIT}. */
  private final class Connection implements ScriptConnection {
    @Override
    public PacketResult execute(StatementPacket packet) throws SQLException {
      List<String> all = new ArrayList<>(packet.before());
      all.add(packet.statement());
      all.addAll(packet.after());
      packets.add(String.join("; ", all.stream().map(StepExecutorTest::shorten).toList()));
      for (String sql : all) {
        follow(sql);
        if (error != null && sql.equals(fails)) {
          afterError = true;
          throw error;
        }
      }
      afterError = false;
      return new PacketResult(1, List.of());
    }

    /** Follows the transaction as the server would. */
    private void follow(String sql) {
      String keyword = sql.split("[ ;]", -1)[0];
      switch (keyword) {
        case "START", "BEGIN" -> transaction.follow(StatementKind.BEGIN);
        case "COMMIT", "ROLLBACK", "DEFINITION", "AUTOCOMMIT_OFF", "AUTOCOMMIT_ON" ->
            transaction.follow(StatementKind.valueOf(keyword));
        case "REPLACE", "UPDATE", "DATA" -> transaction.follow(StatementKind.DATA);
        case "LOCK_TABLES" -> transaction.follow(StatementKind.LOCK_TABLES);
        case "CALLCOMMIT" -> transaction.follow(StatementKind.COMMIT);
        case "CALLSTART" -> transaction.follow(StatementKind.BEGIN);
        default -> {}
      }
    }

    @Override
    public boolean isInTransaction() {
      return afterError || transaction.isOpen(); // the driver does not know after an error
    }

    @Override
    public boolean isAutocommit() {
      return transaction.isAutocommit();
    }

    @Override
    public String currentDatabase() {
      return "d";
    }

    @Override
    public void close() {}
  }

  private static String shorten(String sql) {
    String[] states = {"running", "done", "failed", "skipped"};
    return WRITE
        .matcher(sql)
        .replaceFirst(match -> states[Integer.parseInt(match.group(2))] + " " + match.group(1))
        .transform(text -> COMPLETE.matcher(text).replaceFirst("complete $1"))
        .transform(text -> KEEP.matcher(text).replaceFirst("keep $1"))
        .replace("SHOW WARNINGS", "warnings");
  }

  private static ScriptStep step(int number, StatementKind kind, ExecutionKind executionKind) {
    String text = kind + " " + number;
    ScriptStatement statement =
        new ScriptStatement(
            number,
            number,
            text,
            new Classification(kind, List.of(), Set.of(), Set.of(), Set.of(), Optional.empty()));
    return new ScriptStep(
        new StepKey(0, number),
        new SourcedStatement("s.sql", statement, Optional.of(statement), false),
        executionKind,
        "00".repeat(32));
  }

  private final StepExecutor executor() {
    return new StepExecutor(
        new Connection(),
        journal,
        InMemoryJournal.RUN,
        new StepRecordSql(InMemoryJournal.RUN, "o"),
        new StoredDefinitions(objects -> new HashMap<>(), _ -> true),
        keepsLastInsertId,
        () -> Instant.EPOCH);
  }

  private @Nullable StepExecutor executor;

  private void execute(ScriptStep... group) throws StepFailedException {
    StepExecutor existing = executor;
    if (existing == null) {
      existing = executor();
      executor = existing;
    }
    existing.execute(Arrays.asList(group), "d", (_, _) -> {});
  }

  private static ScriptStep insert(int number) {
    return step(number, StatementKind.DATA, ExecutionKind.TRANSACTIONAL);
  }

  private static ScriptStep call(int number) {
    return step(number, StatementKind.DATA, ExecutionKind.NOT_TRANSACTIONAL);
  }

  private static ScriptStep definition(int number) {
    return step(number, StatementKind.DEFINITION, ExecutionKind.DEFINITION);
  }

  private static ScriptStep session(int number) {
    return step(number, StatementKind.SESSION, ExecutionKind.SESSION);
  }

  private static ScriptStep control(int number, StatementKind kind) {
    return step(number, kind, ExecutionKind.TRANSACTION_CONTROL);
  }

  @Test
  void aTransactionalStatementCommitsTogetherWithItsRecord() throws StepFailedException {
    execute(insert(1));
    assertThat(packets).containsExactly("START TRANSACTION; done 1; DATA 1; warnings; COMMIT");
  }

  @Test
  void whatCannotBeRolledBackHasARecordBeforeItAndIsCompletedAfterIt() throws StepFailedException {
    execute(call(1));
    execute(definition(2));
    assertThat(packets)
        .containsExactly(
            "running 1; DATA 1; warnings; complete 1",
            "running 2; DEFINITION 2; warnings; complete 2");
  }

  @Test
  void aStatementOfTheSessionHasNoRecord() throws StepFailedException {
    execute(session(1));
    assertThat(packets).containsExactly("SESSION 1; warnings");
  }

  @Test
  void nothingOfTheJournalIsBetweenAStatementAndOneThatReadsItsOutcome()
      throws StepFailedException {
    execute(insert(1), session(2), insert(3));
    assertThat(packets)
        .containsExactly(
            "START TRANSACTION; done 1; done 3; DATA 1", "SESSION 2", "DATA 3; warnings; COMMIT");
    assertThat(journal.running()).isEmpty();
  }

  @Test
  void afterAnOpaqueStatementTheControlSessionRecordsTheReaderOfItsOutcome()
      throws StepFailedException {
    execute(call(1), insert(2));
    assertThat(packets)
        .containsExactly("running 1; DATA 1", "DATA 2; warnings; complete 1; complete 2");
    assertThat(journal.running()).containsExactly(2);
  }

  @Test
  void recordsOfATransactionOfTheScriptCommitWithIt() throws StepFailedException {
    execute(control(1, StatementKind.BEGIN));
    execute(insert(2));
    execute(insert(3));
    execute(control(4, StatementKind.COMMIT));
    execute(insert(5));
    assertThat(packets)
        .containsExactly(
            "BEGIN 1",
            "done 2; DATA 2; warnings",
            "done 3; DATA 3; warnings",
            "done 4; COMMIT 4",
            "START TRANSACTION; done 5; DATA 5; warnings; COMMIT");
  }

  @Test
  void aTransactionWithoutChangesHasNoRecord() throws StepFailedException {
    execute(control(1, StatementKind.BEGIN));
    execute(control(2, StatementKind.COMMIT));
    assertThat(packets).containsExactly("BEGIN 1", "COMMIT 2");
  }

  @Test
  void aDefinitionChangeCommitsTheTransactionOfTheScriptBeforeIt() throws StepFailedException {
    execute(control(1, StatementKind.BEGIN));
    execute(insert(2));
    execute(definition(3));
    execute(insert(4));
    assertThat(packets.subList(2, 4))
        .containsExactly(
            "DEFINITION 3; warnings", "START TRANSACTION; done 4; DATA 4; warnings; COMMIT");
    assertThat(journal.lastCompleted(InMemoryJournal.RUN).orElseThrow().key())
        .isEqualTo(new StepKey(0, 3));
  }

  @Test
  void inATransactionOfTheScriptTheControlSessionRecordsWhatCannotBeRolledBack()
      throws StepFailedException {
    execute(control(1, StatementKind.BEGIN));
    execute(call(2));
    assertThat(packets.subList(1, 3)).containsExactly("DATA 2; warnings", "complete 2");
    assertThat(journal.running()).containsExactly(2);
  }

  @Test
  void withoutAutocommitStatementsWaitForTheCommitOfTheScript() throws StepFailedException {
    execute(step(1, StatementKind.AUTOCOMMIT_OFF, ExecutionKind.SESSION));
    execute(insert(2));
    execute(definition(3));
    execute(insert(4));
    execute(control(5, StatementKind.COMMIT));
    assertThat(packets)
        .containsExactly(
            "AUTOCOMMIT_OFF 1; warnings",
            "done 2; DATA 2; warnings",
            "DEFINITION 3; warnings",
            "done 4; DATA 4; warnings",
            "done 5; COMMIT 5");
  }

  @Test
  void theServerReportsWhetherAProcedureHasEndedTheTransaction() throws StepFailedException {
    execute(control(1, StatementKind.BEGIN));
    execute(insert(2));
    execute(procedure(3, "CALLCOMMIT"));
    execute(insert(4));
    assertThat(packets.getLast()).isEqualTo("START TRANSACTION; done 4; DATA 4; warnings; COMMIT");
    assertThat(journal.lastCompleted(InMemoryJournal.RUN).orElseThrow().key())
        .isEqualTo(new StepKey(0, 3));
  }

  @Test
  void aTransactionThatAProcedureLeavesOpenBelongsToTheScript() throws StepFailedException {
    execute(procedure(1, "CALLSTART"));
    execute(insert(2));
    execute(control(3, StatementKind.COMMIT));
    assertThat(packets)
        .containsExactly(
            "running 1; CALLSTART 1; warnings; complete 1",
            "done 2; DATA 2; warnings",
            "done 3; COMMIT 3");
  }

  private static ScriptStep procedure(int number, String effect) {
    ScriptStep step = call(number);
    ScriptStatement old = step.sourced().statement();
    return new ScriptStep(
        step.key(),
        step.sourced()
            .with(new ScriptStatement(number, number, effect + " " + number, old.classification())),
        step.executionKind(),
        step.checksum());
  }

  @Test
  void aRecordIsNeverAheadOfAStatementThatCommits() throws StepFailedException {
    execute(control(1, StatementKind.BEGIN));
    execute(insert(2));
    execute(control(3, StatementKind.COMMIT), insert(4));
    assertThat(packets.subList(2, 4))
        .containsExactly("done 3; COMMIT 3", "DATA 4; warnings; complete 4");
  }

  @Test
  void whatWasRolledBackIsNotCompletedAfterAFailure() {
    fail("DATA 3", new SQLException("Duplicate entry", "23000", 1062));
    assertThatThrownBy(() -> execute(insert(1), call(2), insert(3)))
        .isInstanceOf(StepFailedException.class);
    assertThat(packets.getLast()).isEqualTo("ROLLBACK");
    assertThat(journal.running()).contains(2);
  }

  @Test
  void whatWasExecutedBeforeTheFailureAndNotRolledBackIsComplete() {
    fail("DATA 2", new SQLException("Duplicate entry", "23000", 1062));
    assertThatThrownBy(() -> execute(call(1), call(2))).isInstanceOf(StepFailedException.class);
    assertThat(journal.running()).containsExactly(2);
  }

  @Test
  void theControlSessionCompletesWhatItRecordedBeforeTheFailure() {
    fail("DATA 3", new SQLException("Duplicate entry", "23000", 1062));
    assertThatThrownBy(() -> execute(call(1), call(2), call(3)))
        .isInstanceOf(StepFailedException.class);
    assertThat(journal.running()).containsExactly(3);
  }

  @Test
  void aRollbackIsRecordedBecauseItsOtherRecordsAreGone() throws StepFailedException {
    execute(control(1, StatementKind.BEGIN));
    execute(insert(2));
    execute(control(3, StatementKind.ROLLBACK));
    assertThat(packets.getLast()).isEqualTo("ROLLBACK 3");
    assertThat(journal.lastCompleted(InMemoryJournal.RUN).orElseThrow().key())
        .isEqualTo(new StepKey(0, 3));
  }

  @Test
  void afterLockTablesUnlockTablesCommits() throws StepFailedException {
    execute(step(1, StatementKind.AUTOCOMMIT_OFF, ExecutionKind.SESSION));
    execute(control(2, StatementKind.LOCK_TABLES));
    execute(insert(3));
    execute(control(4, StatementKind.UNLOCK_TABLES));
    assertThat(packets.subList(1, 4))
        .containsExactly(
            "LOCK_TABLES 2; UNLOCK TABLES", "done 3; DATA 3; warnings", "done 4; COMMIT");
  }

  @Test
  void tablesAreLockedAndUnlockedImmediately() throws StepFailedException {
    execute(control(1, StatementKind.LOCK_TABLES));
    assertThat(packets).containsExactly("LOCK_TABLES 1; UNLOCK TABLES");
  }

  @Test
  void theLastInsertIdIsKeptWhereTheScriptUsesIt() throws StepFailedException {
    keepsLastInsertId = true;
    execute(insert(1));
    execute(session(2));
    assertThat(packets)
        .containsExactly(
            "START TRANSACTION; done 1; DATA 1; warnings; keep 1; COMMIT", "SESSION 2; warnings");
  }

  @Test
  void aTransactionalStatementThatFailsIsRolledBackAndRecordedAsFailed() {
    fail("DATA 1", new SQLException("Unknown column 'x'", "42S22", 1054));
    StepFailedException failed =
        catchThrowableOfType(StepFailedException.class, () -> execute(insert(1)));
    assertThat(failed.step().key()).isEqualTo(new StepKey(0, 1));
    assertThat(packets.getLast()).isEqualTo("ROLLBACK");
    assertThat(journal.lastRecord(InMemoryJournal.RUN).orElseThrow().state())
        .isEqualTo(StepState.FAILED);
  }

  @Test
  void anOpaqueStatementThatFailsMayHaveBeenExecutedInPart() {
    fail("DATA 1", new SQLException("Duplicate entry", "23000", 1062));
    assertThatThrownBy(() -> execute(call(1))).isInstanceOf(StepFailedException.class);
    assertThat(journal.running()).containsExactly(1);
    assertThat(journal.lastFailed(InMemoryJournal.RUN).orElseThrow().error())
        .contains("error 1062: Duplicate entry");
  }

  @Test
  void anOpaqueStatementThatCannotBeParsedHasChangedNothing() {
    fail("DATA 1", new SQLException("You have an error in your SQL syntax", "42000", 1064));
    assertThatThrownBy(() -> execute(call(1))).isInstanceOf(StepFailedException.class);
    assertThat(journal.lastRecord(InMemoryJournal.RUN).orElseThrow().state())
        .isEqualTo(StepState.FAILED);
  }

  @Test
  void aSyntaxErrorInAPartOfABlockDoesNotShowTheOutcomeOfOtherParts() {
    fail("BEGIN NOT ATOMIC 1", new SQLException("You have an error", "42000", 1064));
    assertThatThrownBy(() -> execute(procedure(1, "BEGIN NOT ATOMIC")))
        .isInstanceOf(StepFailedException.class);
    assertThat(journal.running()).containsExactly(1);
  }

  @Test
  void whenTheConnectionIsLostNothingIsRecordedBecauseTheServerMayStillWork() {
    fail("DEFINITION 1", new SQLException("Connection reset", "08S01"));
    assertThatThrownBy(() -> execute(definition(1))).isInstanceOf(StepFailedException.class);
    assertThat(journal.lastRecord(InMemoryJournal.RUN)).isEmpty();
    assertThat(packets).hasSize(1);
  }

  @Test
  void aStatementWithValuesOfVariablesIsRecordedWithoutTheServersMessage() {
    fail("DATA 1", new SQLException("near 'half-of-a-secret'", "42000", 1064));
    ScriptStep step = insert(1);
    ScriptStep secret =
        new ScriptStep(
            step.key(),
            new SourcedStatement("s.sql", step.sourced().statement(), Optional.empty(), false),
            step.executionKind(),
            step.checksum());
    assertThatThrownBy(() -> execute(secret)).isInstanceOf(StepFailedException.class);
    assertThat(journal.lastRecord(InMemoryJournal.RUN).orElseThrow().error())
        .contains("error 1064");
    assertThat(journal.lastRecord(InMemoryJournal.RUN).orElseThrow().description().summary())
        .isEqualTo("[REDACTED]");
  }

  private void fail(String statement, SQLException with) {
    fails = statement;
    error = with;
  }
}
