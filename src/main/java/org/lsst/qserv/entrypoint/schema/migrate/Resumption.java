// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;
import org.lsst.qserv.entrypoint.schema.script.Trait;

/** Decides how to continue with the statements that an interrupted run did not complete. */
final class Resumption {
  /** How to continue with the statement that was interrupted. */
  enum Action {
    EXECUTE,
    /** The statement was executed; only its record is missing. */
    RECORD_AS_EXECUTED,
    /** The user has decided that the statement counts as completed. */
    SKIP,
    /** Some objects of a DROP are gone already. */
    EXECUTE_WITH_IF_EXISTS
  }

  private static final String FIX =
      "inspect the schema, then use --resume=retry to execute the statement again, or"
          + " --resume=skip to mark it as completed and continue with the next one";

  /** Statements that remove objects which do not exist in a new session. */
  private static final Pattern REMOVES =
      Pattern.compile("^\\s*(DROP|DEALLOCATE)\\b", Pattern.CASE_INSENSITIVE);

  private final String target;
  private final ResumeChoice choice;
  private final DefinitionReader definitions;

  /**
   * Creates a decider for one run.
   *
   * @param target the schema, as messages name it
   */
  Resumption(String target, ResumeChoice choice, DefinitionReader definitions) {
    this.target = target;
    this.choice = choice;
    this.definitions = definitions;
  }

  /**
   * Decides how to continue with the statement that was interrupted.
   *
   * @param unchanged whether the script still contains the statement that was started
   * @throws Failure with exit code 78 if the user must decide, 65 if the statement may have been
   *     executed and has changed in the script
   */
  Action decide(
      StepRecord record,
      SourcedStatement sourced,
      String database,
      boolean unchanged,
      ExpectedResult expected)
      throws SQLException {
    ScriptStatement statement = sourced.statement();
    boolean isDefinition =
        !record.fingerprints().isEmpty()
            || (unchanged && statement.kind() == StatementKind.DEFINITION);
    if (!unchanged && (!isDefinition || choice == ResumeChoice.SKIP)) {
      throw changed(record);
    }
    if (!isDefinition) {
      String error = record.error().map(text -> ": " + text).orElse("");
      return applyChoice(
          record, error + ". It cannot be rolled back, so it may have been partially executed");
    }
    Map<String, Definition> before = Definition.parse(record.fingerprints());
    Map<String, ObjectEffect> objects =
        unchanged
            ? SqlDefinitionReader.objects(statement.classification().effects(), database)
            : SqlDefinitionReader.objectsOf(before.keySet());
    Map<String, Definition> now = definitions.of(objects);
    DefinitionOutcome outcome =
        unchanged ? DefinitionOutcome.of(objects, before, now) : ofChangedStatement(before, now);
    return switch (outcome) {
      case NOT_EXECUTED -> Action.EXECUTE;
      case EXECUTED -> Action.RECORD_AS_EXECUTED;
      case PARTLY_DROPPED -> Action.EXECUTE_WITH_IF_EXISTS;
      case CHANGED -> {
        String key = objects.keySet().iterator().next();
        yield expected.matches(
                statement.text(),
                objects.values().iterator().next(),
                before.getOrDefault(key, Definition.UNKNOWN),
                now.getOrDefault(key, Definition.UNKNOWN))
            ? Action.RECORD_AS_EXECUTED
            : unclear(record);
      }
      case UNCLEAR -> unclear(record);
    };
  }

  /** A statement may be corrected only if it was never executed. */
  private static DefinitionOutcome ofChangedStatement(
      Map<String, Definition> before, Map<String, Definition> now) {
    return Definition.areUnchanged(before, now)
        ? DefinitionOutcome.NOT_EXECUTED
        : DefinitionOutcome.UNCLEAR;
  }

  private Failure changed(StepRecord record) {
    return new Failure(
        ExitCode.BAD_DATA,
        target + ": " + interrupted(record) + ", and it has changed since",
        "restore the original text of this statement and of all earlier ones; change it only after the"
            + " upgrade has completed");
  }

  /**
   * Requires that a statement and the one before it, with which it is executed, are executed again.
   *
   * @throws Failure with exit code 78 unless the user has chosen {@link ResumeChoice#RETRY}
   */
  void requireRetryOfGroup(StepRecord record) {
    if (choice != ResumeChoice.RETRY) {
      throw undecided(
          interrupted(record)
              + ". It reads the outcome of the statement before it, so"
              + " both are executed together",
          "inspect the schema, then use --resume=retry to execute both statements again");
    }
  }

  private Action unclear(StepRecord record) {
    return applyChoice(
        record,
        ", and the affected objects match neither the state before"
            + " the statement nor the expected result");
  }

  private Action applyChoice(StepRecord record, String what) {
    return switch (choice) {
      case UNDECIDED -> throw undecided(interrupted(record) + what, FIX);
      case RETRY -> Action.EXECUTE;
      case SKIP -> Action.SKIP;
    };
  }

  /**
   * Requires a choice for a statement that reads the outcome of a completed one, whose session is
   * gone.
   *
   * @throws Failure with exit code 78 if the choice is {@link ResumeChoice#UNDECIDED}
   */
  void requireChoiceForLostOutcome(SourcedStatement sourced) {
    if (choice == ResumeChoice.UNDECIDED) {
      throw undecided(
          sourced.description().location()
              + " reads the outcome of the statement before it, which was executed in a session that"
              + " is gone",
          "use --resume=retry to execute it anyway: ROW_COUNT(), warnings and the like are then empty");
    }
  }

  /**
   * Returns whether a completed statement has left values in its session that cannot be restored,
   * because they depend on data that may have changed since.
   *
   * @param isLast whether no completed statement follows, so that it reads the same data again
   */
  static boolean isLost(ScriptStatement statement, boolean isLast) {
    boolean isSession = changesOnlySession(statement);
    return !statement.has(Trait.APPLIES_ONCE)
        && ((statement.has(Trait.LEAVES_SESSION_STATE) && !isSession)
            || (statement.has(Trait.READS_DIAGNOSTICS) && isSession)
            || (statement.has(Trait.SESSION_STATE_DEPENDS_ON_DATA) && isSession && !isLast)
            || (mayChangeData(statement) && isSession));
  }

  /** A routine may write tables, and a rollback does not return a value to a sequence. */
  private static boolean mayChangeData(ScriptStatement statement) {
    return !statement.classification().calls().isEmpty() || statement.has(Trait.USES_SEQUENCE);
  }

  private static boolean changesOnlySession(ScriptStatement statement) {
    return switch (statement.kind()) {
      case SESSION, AUTOCOMMIT_OFF, AUTOCOMMIT_ON -> true;
      case DEFINITION,
          DATA,
          READ,
          OPAQUE,
          BEGIN,
          COMMIT,
          ROLLBACK,
          LOCK_TABLES,
          UNLOCK_TABLES,
          REFUSED ->
          false;
    };
  }

  /**
   * Requires a choice for values that are lost and that a later statement uses.
   *
   * @throws Failure with exit code 78 if the choice is {@link ResumeChoice#UNDECIDED}
   */
  void requireChoiceForLostValues(SourcedStatement lost) {
    if (choice == ResumeChoice.UNDECIDED) {
      throw undecided(
          lost.description().location()
              + " leaves values in the session that cannot be restored: they depend on data that"
              + " may have changed since",
          "use --resume=retry to execute it again if it changes nothing but the session, or"
              + " --resume=skip to continue without it");
    }
  }

  /**
   * Handles a completed statement of the session that cannot be executed again.
   *
   * @throws Failure with exit code 78 if later statements may depend on it, unless the user has
   *     chosen {@link ResumeChoice#SKIP}
   */
  void replayFailed(SourcedStatement sourced, SQLException e) {
    boolean isNeeded =
        !isLost(sourced.statement(), false) && !REMOVES.matcher(sourced.statement().text()).find();
    if (isNeeded && choice != ResumeChoice.SKIP) {
      throw undecided(
          sourced.description().location()
              + " prepared the session and cannot be executed again: error "
              + e.getErrorCode(),
          "inspect the script, then use --resume=skip to continue without the statement");
    }
  }

  /**
   * Returns whether a completed statement must be executed again because the session that it
   * prepared is gone.
   *
   * @param isLast whether no completed statement follows
   */
  boolean isReplayed(ScriptStatement statement, boolean isLast) {
    if (!changesOnlySession(statement) || mayChangeData(statement)) {
      return false;
    }
    if (statement.has(Trait.APPLIES_ONCE)) {
      return isLast;
    }
    return choice != ResumeChoice.SKIP || !isLost(statement, isLast);
  }

  private Failure undecided(String what, String fix) {
    return new Failure(ExitCode.CONFIGURATION, target + ": " + what, fix);
  }

  /** Describes a statement that was started but not completed. */
  private static String interrupted(StepRecord record) {
    return record.description().location()
        + " ("
        + record.description().summary()
        + ") was started but not completed";
  }
}
