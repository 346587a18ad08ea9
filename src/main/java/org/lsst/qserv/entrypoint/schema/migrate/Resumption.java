package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.SqlStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;

/** Where an unfinished path goes on, and what became of the step that was interrupted. */
final class Resumption {
  /** What is to be done with the first step that is not recorded as done. */
  enum Action {
    RUN,
    /** It is done, only its record is not. */
    RECORD_AS_DONE,
    /** A person takes it for done. */
    SKIP,
    /** A DROP of several things of which some are gone. */
    RUN_WITH_IF_EXISTS
  }

  /**
   * A decision.
   *
   * @param first the step where the path goes on
   * @param action what to do with it
   * @param again the steps before it that change only the session, to be done again
   */
  record Decision(int first, Action action, List<UpgradeStep> again) {}

  private final Fingerprints fingerprints;
  private final SchemaTarget target;
  private final List<UpgradeStep> steps;
  private final Map<Integer, Journal.Row> rows;
  private final ResumeChoice choice;

  Resumption(
      Fingerprints fingerprints,
      SchemaTarget target,
      List<UpgradeStep> steps,
      Map<Integer, Journal.Row> rows,
      ResumeChoice choice) {
    this.fingerprints = fingerprints;
    this.target = target;
    this.steps = steps;
    this.rows = rows;
    this.choice = choice;
  }

  /**
   * Decides.
   *
   * @throws Failure 65 if a script is not the one that ran, 78 if a person must decide
   */
  Decision decide() throws SQLException {
    rows.values().forEach(this::checkSameScript);
    int first = 0;
    while (first < steps.size() && isOver(first)) {
      first++;
    }
    if (first == steps.size()) {
      return new Decision(first, Action.RUN, List.of());
    }
    List<UpgradeStep> again = sessionStepsBefore(steps.get(first));
    again.forEach(this::checkRepeatable);
    return new Decision(
        first,
        action(steps.get(first)),
        choice == ResumeChoice.SKIP ? withoutThoseThatRead(again) : again);
  }

  /** Whoever skips goes on without what was read, and with all else that the session had. */
  private static List<UpgradeStep> withoutThoseThatRead(List<UpgradeStep> again) {
    return again.stream()
        .map(step ->
            new UpgradeStep(
                step.index(),
                step.script(),
                step.kind(),
                step.statements().stream().filter(statement -> !reads(statement)).toList()))
        .filter(step -> !step.statements().isEmpty())
        .toList();
  }

  private static boolean reads(SqlStatement statement) {
    return statement.readsData() || statement.kind() != StatementKind.SESSION;
  }

  private boolean isOver(int index) {
    Journal.Row row = rows.get(index);
    return row != null && row.state().isOver();
  }

  private void checkSameScript(Journal.Row row) {
    UpgradeStep step = row.step() < steps.size() ? steps.get(row.step()) : steps.getLast();
    long steps = this.steps.stream().filter(one -> one.script().equals(step.script())).count();
    boolean same =
        row.script().equals(step.script().name())
            && row.checksum().equals(step.script().checksum())
            && row.statements() == steps;
    if (!same) {
      throw new Failure(
          ExitCode.BAD_DATA,
          target
              + ": "
              + step.script().file()
              + " has changed since a part of it ran (statement "
              + rows.keySet().stream().filter(index -> isOver(index)).count()
              + " of the path was the last)",
          "put back the script as it was (SHA-256 "
              + row.checksum()
              + ", and the same schema.variables), and correct what is wrong in a script after it");
    }
  }

  /** What the same script left in the session before a step, temporary tables included. */
  private List<UpgradeStep> sessionStepsBefore(UpgradeStep step) {
    List<UpgradeStep> again = new ArrayList<>();
    for (UpgradeStep before : steps.subList(0, step.index())) {
      List<SqlStatement> left =
          before.statements().stream()
              .filter(
                  statement -> statement.kind() == StatementKind.SESSION || statement.readsData())
              .toList();
      if (before.script().equals(step.script()) && !left.isEmpty()) {
        again.add(new UpgradeStep(before.index(), before.script(), UpgradeStep.Kind.SESSION, left));
      }
    }
    return again;
  }

  private void checkRepeatable(UpgradeStep step) {
    boolean reads = step.statements().stream().anyMatch(Resumption::reads);
    if (reads && choice == ResumeChoice.ASK) {
      throw ask(
          step.place() + " changes the session by what it reads, and may read something else now",
          "--resume=retry runs it again before going on, --resume=skip goes on without it");
    }
  }

  private Action action(UpgradeStep step) throws SQLException {
    Journal.Row row = rows.get(step.index());
    if (row == null) {
      return Action.RUN;
    }
    if (step.kind() == UpgradeStep.Kind.DEFINITION) {
      return ofDefinition(step, row);
    }
    // the record of data is there before its end only if something committed it early
    return row.state() == Journal.State.FAILED
        ? Action.RUN
        : chosen(
            step.place()
                + " ("
                + step.summary()
                + ") was begun and has no end"
                + row.error().map(error -> ": " + error).orElse("")
                + ". It commits by itself, or writes a table without transactions, so nobody can"
                + " tell how much of it is done");
  }

  private Action ofDefinition(UpgradeStep step, Journal.Row row) throws SQLException {
    Map<String, String> before = Fingerprints.parse(row.fingerprints());
    Map<String, ObjectEffect> things = new LinkedHashMap<>();
    Map<String, String> now = new LinkedHashMap<>();
    for (String name : before.keySet()) {
      // the names are complete: the database that was the current one then is in them
      Optional<ObjectEffect> thing = thing(step, name);
      if (thing.isPresent()) {
        things.put(name, thing.get());
        now.put(name, fingerprints.of(thing.get(), thing.get().database()));
      }
    }
    DefinitionOutcome outcome = DefinitionOutcome.of(things, before, now);
    if (row.state() == Journal.State.FAILED && outcome != DefinitionOutcome.HALF_DROPPED) {
      // the server refused it, so what has changed since was somebody mending the cause
      return Action.RUN;
    }
    return switch (outcome) {
      case NOT_DONE -> Action.RUN;
      case DONE -> Action.RECORD_AS_DONE;
      case HALF_DROPPED -> Action.RUN_WITH_IF_EXISTS;
      case UNCLEAR ->
          chosen(
              step.place()
                  + " ("
                  + step.summary()
                  + ") was begun and has no end, and what it names is neither as it was nor where"
                  + " it should be");
    };
  }

  private static Optional<ObjectEffect> thing(UpgradeStep step, String name) {
    int dot = name.indexOf('.');
    String database = name.substring(name.indexOf(' ') + 1, dot);
    return Fingerprints.things(step, database).entrySet().stream()
        .filter(entry -> entry.getKey().equals(name))
        .map(Map.Entry::getValue)
        .map(effect ->
            new ObjectEffect(
                effect.type(), database, effect.name(), effect.effect(), effect.guarded()))
        .findFirst();
  }

  private Action chosen(String what) {
    return switch (choice) {
      case ASK ->
          throw ask(
              what,
              "look at the schema, then give --resume=retry to run the statement again, or"
                  + " --resume=skip to take it for done and go on with the next one");
      case RETRY -> Action.RUN;
      case SKIP -> Action.SKIP;
    };
  }

  private Failure ask(String what, String fix) {
    return new Failure(ExitCode.CONFIGURATION, target + ": " + what, fix);
  }
}
