// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.journal.StepState;
import org.lsst.qserv.entrypoint.schema.migrate.ScriptStep.ExecutionKind;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;
import org.lsst.qserv.entrypoint.schema.script.Trait;

/**
 * Executes one script, from its first statement or from the position of an interrupted run. To
 * resume, it first restores the session state that the completed statements had created.
 */
final class ScriptRunner {
  private static final Pattern USE = Pattern.compile("(?i)\\s*(/\\*!\\d*\\s*)?(USE|EXECUTE)\\b");

  private final RunContext context;
  private final int index;
  private final RunPosition position;
  private final ScriptConnection connection;
  private final StepExecutor executor;
  private final ExpectedDefinition expected;
  private final StatementChecksum checksum = new StatementChecksum();
  private @Nullable String database; // null: not known, read it from the server

  /**
   * Creates the runner of a script.
   *
   * @param index the index of the script in the run, from 0
   * @param connection a new session for the script
   * @param database the current database of that session; empty if there is none
   * @param facts the facts that the checks have determined
   */
  ScriptRunner(
      RunContext context,
      int index,
      RunPosition position,
      ScriptConnection connection,
      String database,
      ScriptFacts facts) {
    this.context = context;
    this.index = index;
    this.position = position;
    this.connection = connection;
    this.database = database;
    this.executor =
        new StepExecutor(
            connection,
            context.journal(),
            context.run(),
            context.records(),
            new StoredDefinitions(context.fingerprints(), context::mayBeStored),
            facts.usesLastInsertId(),
            context.time()::now);
    this.expected = new ExpectedDefinition(context.control(), connection);
  }

  /**
   * Executes the statements that are not complete.
   *
   * @throws StepFailedException if the server refuses a statement
   */
  void run(SourcedStatements statements)
      throws SQLException, StepFailedException, InterruptedException {
    Optional<SourcedStatement> begin = replay(statements);
    boolean first = true;
    for (Optional<SourcedStatement> next = statements.next();
        next.isPresent();
        next = statements.next()) {
      if (first && begin.isPresent()) {
        PacketResult _ = connection.execute(StatementPacket.of(begin.get().statement().text()));
      }
      first = false;
      requireOutcome(next.get());
      List<ScriptStep> group = group(next.get(), statements);
      if (!connection.isInTransaction()) {
        context.stopIfRequested(group.getFirst());
      }
      execute(group);
    }
  }

  /**
   * Skips the completed statements and restores the session state that they had created.
   *
   * @return the statement that started the open transaction; empty if none is open
   */
  private Optional<SourcedStatement> replay(SourcedStatements statements)
      throws SQLException, StepFailedException {
    boolean isResumed = position.completed().script() == index;
    SessionReplay replay =
        new SessionReplay(
            connection,
            context.resumption(),
            isResumed ? context.journal().lastInsertIds(context.run(), index) : Map.of());
    Optional<SourcedStatement> begin = Optional.empty();
    while (statements.peek().filter(this::isComplete).isPresent()) {
      SourcedStatement sourced = statements.next().orElseThrow();
      StatementKind kind = sourced.statement().kind();
      StepKey key = key(sourced);
      checksum.add(sourced.statement());
      boolean isLast = key.equals(position.completed());
      replay.completed(key, sourced, isLast);
      followDatabase(sourced.statement());
      executor.replayed(kind);
      // a complete statement after it would mean that its transaction has ended
      begin = kind == StatementKind.BEGIN && isLast ? Optional.of(sourced) : Optional.empty();
    }
    replay.finish();
    return begin;
  }

  private boolean isComplete(SourcedStatement sourced) {
    return position.includes(key(sourced));
  }

  /** The outcome of the last complete statement was lost with its session. */
  private void requireOutcome(SourcedStatement sourced) throws SQLException {
    StepKey completed = position.completed();
    boolean isFirst =
        completed.script() == index && sourced.statement().number() == completed.statement() + 1;
    boolean isHarmless =
        sourced.statement().kind() == StatementKind.READ
            && sourced.statement().classification().calls().isEmpty();
    if (isFirst && !isHarmless && readsOutcome(sourced)) {
      context.resumption().requireChoiceForLostOutcome(sourced);
    }
  }

  /** Returns a statement, and the statements after it that read its outcome. */
  private List<ScriptStep> group(SourcedStatement first, SourcedStatements statements)
      throws SQLException {
    List<ScriptStep> group = new ArrayList<>();
    group.add(readsOutcome(first) ? step(first).asNotTransactional() : step(first));
    while (statements.peek().isPresent() && readsOutcome(statements.peek().get())) {
      ScriptStep next = step(statements.next().orElseThrow());
      group.add(next);
    }
    return group;
  }

  private boolean readsOutcome(SourcedStatement sourced) throws SQLException {
    return context
        .resolver()
        .resolve(sourced.statement().classification(), database())
        .readsOutcome();
  }

  private ScriptStep step(SourcedStatement sourced) throws SQLException {
    checksum.add(sourced.statement());
    ExecutionKind executionKind = executionKind(sourced.statement());
    return new ScriptStep(key(sourced), sourced, executionKind, checksum.value());
  }

  private ExecutionKind executionKind(ScriptStatement statement) throws SQLException {
    return switch (statement.kind()) {
      case DEFINITION -> ExecutionKind.DEFINITION;
      case BEGIN, COMMIT, ROLLBACK, AUTOCOMMIT_ON, LOCK_TABLES, UNLOCK_TABLES ->
          ExecutionKind.TRANSACTION_CONTROL;
      case AUTOCOMMIT_OFF -> ExecutionKind.SESSION;
      case DATA, OPAQUE -> kindOfWrites(statement);
      case READ, SESSION ->
          statement.classification().calls().isEmpty() && !statement.has(Trait.USES_SEQUENCE)
              ? ExecutionKind.SESSION
              : kindOfCalls(statement);
      case REFUSED -> throw new IllegalStateException("the checks refuse this statement");
    };
  }

  private ExecutionKind kindOfWrites(ScriptStatement statement) throws SQLException {
    ViewAndRoutineResolver.Writes writes =
        context.resolver().resolve(statement.classification(), database());
    if (writes.refusal().isPresent()) {
      throw new Failure(
          ExitCode.BAD_DATA,
          "line " + statement.line() + " calls a routine that " + writes.refusal().get().reason(),
          writes.refusal().get().fix());
    }
    return writes.isTransactional() ? ExecutionKind.TRANSACTIONAL : ExecutionKind.NOT_TRANSACTIONAL;
  }

  /** A query changes something only through a routine that it calls. */
  private ExecutionKind kindOfCalls(ScriptStatement statement) throws SQLException {
    ViewAndRoutineResolver.Writes writes =
        context.resolver().resolve(statement.classification(), database());
    if (!writes.isTransactional()) {
      return ExecutionKind.NOT_TRANSACTIONAL;
    }
    return writes.writes() ? ExecutionKind.TRANSACTIONAL : ExecutionKind.SESSION;
  }

  private StepKey key(SourcedStatement sourced) {
    return new StepKey(index, sourced.statement().number());
  }

  private void execute(List<ScriptStep> group)
      throws SQLException, StepFailedException, InterruptedException {
    requireNoneStarted(group);
    ScriptStep first = group.getFirst();
    Resumption.Action action = action(first);
    group.forEach(context::started);
    switch (action) {
      case EXECUTE -> executeNow(group);
      case RECORD_AS_EXECUTED -> recordWithoutExecuting(group, StepState.DONE, "already executed");
      case SKIP -> recordWithoutExecuting(group, StepState.SKIPPED, "skipped");
      case EXECUTE_WITH_IF_EXISTS -> {
        List<ScriptStep> changed = new ArrayList<>(group);
        changed.set(0, first.withIfExists());
        executeNow(changed);
      }
    }
  }

  private void executeNow(List<ScriptStep> group) throws SQLException, StepFailedException {
    long start = context.time().nanos();
    executor.execute(group, database(), (step, result) -> executed(step, result, start));
  }

  /** If a later statement of a group was started, the outcome of the group is not known. */
  private void requireNoneStarted(List<ScriptStep> group) {
    for (ScriptStep step : group.subList(1, group.size())) {
      position.running(step.key()).ifPresent(context.resumption()::requireRetryOfGroup);
    }
  }

  private void executed(ScriptStep step, PacketResult result, long start) {
    ScriptStatement statement = step.sourced().statement();
    if (step.executionKind() == ExecutionKind.DEFINITION
        || step.executionKind() == ExecutionKind.NOT_TRANSACTIONAL) {
      context.resolver().clearCache();
    }
    context.executed(step, result, Duration.ofNanos(context.time().nanos() - start));
    followDatabase(statement);
  }

  /** Returns the database of unqualified names. */
  private String database() throws SQLException {
    String known = database;
    if (known == null) {
      known = connection.currentDatabase();
      database = known;
    }
    return known;
  }

  private void followDatabase(ScriptStatement statement) {
    boolean mayChange =
        USE.matcher(statement.text()).lookingAt()
            || statement.kind() == StatementKind.OPAQUE
            || statement.classification().effects().stream()
                .anyMatch(effect -> effect.type() == ObjectType.DATABASE);
    database = mayChange ? null : database;
  }

  private Resumption.Action action(ScriptStep step) throws SQLException {
    Optional<StepRecord> running = position.running(step.key());
    if (running.isEmpty()) {
      return Resumption.Action.EXECUTE;
    }
    boolean unchanged = running.get().checksum().equals(step.checksum());
    return context
        .resumption()
        .decide(running.get(), step.sourced(), database(), unchanged, expected);
  }

  private void recordWithoutExecuting(List<ScriptStep> group, StepState state, String reason)
      throws SQLException, StepFailedException {
    ScriptStep first = group.getFirst();
    if (group.size() > 1) {
      context.resumption().requireChoiceForLostOutcome(group.get(1).sourced());
    }
    executor.recordWithoutExecuting(
        first, state, first.executionKind() == ExecutionKind.DEFINITION);
    context.resolver().clearCache();
    context.skipped(first, reason);
    if (group.size() > 1) {
      executeNow(group.subList(1, group.size()));
    }
  }
}
