// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.migrate.PreflightFinding.Severity;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.Refusal;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;
import org.lsst.qserv.entrypoint.schema.script.Trait;

/**
 * Reads the scripts of an upgrade before their first statement is executed, and finds statements
 * that cannot be executed. It keeps no statement, because scripts may be larger than memory.
 */
final class ScriptChecks {
  /** The maximum number of bytes that the journal adds to a packet. */
  private static final int JOURNAL_BYTES = 8192;

  /** A template variable, also inside of a string literal. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*[A-Za-z_]");

  /** The maximum number of problems that are listed; the rest is only counted. */
  private static final int LISTED_PROBLEMS = 20;

  private final SchemaTarget target;
  private final ServerFacts server;
  private final ViewAndRoutineResolver resolver;
  private final List<ScriptFacts> facts = new ArrayList<>();
  private final List<PreflightFinding> findings = new ArrayList<>();
  private final Set<ObjectName> altered = new LinkedHashSet<>();
  private final Set<String> nonTransactional = new TreeSet<>();
  private final Set<String> droppedAccounts = new TreeSet<>();
  private final Set<String> placeholders = new TreeSet<>();
  private final Set<RequiredPrivilege> requiredPrivileges = new LinkedHashSet<>();
  private boolean changesRole;
  private boolean createsDatabase;
  private int problemCount;

  ScriptChecks(SchemaTarget target, ServerFacts server, ViewAndRoutineResolver resolver) {
    this.target = target;
    this.server = server;
    this.resolver = resolver;
  }

  /** Receives each statement that is read. */
  interface Visitor {
    /** Receives the next statement, in the order of the scripts. */
    void visit(StepKey key, SourcedStatement statement) throws SQLException;

    /** Called after the last statement of the last script. */
    default void finished() throws SQLException {}
  }

  /**
   * Reads the scripts.
   *
   * @param position the position of an interrupted run; completed statements are not checked
   * @param visitor receives every statement, including completed ones
   */
  void read(List<Script> scripts, RunPosition position, Visitor visitor) throws SQLException {
    for (int i = 0; i < scripts.size(); i++) {
      try (SourcedStatements statements =
          SourcedStatements.open(scripts.get(i), target, server.mode())) {
        read(scripts.get(i), i, statements, position, visitor);
      }
    }
    visitor.finished();
    if (problemCount > LISTED_PROBLEMS) {
      addError(
          (problemCount - LISTED_PROBLEMS) + " more problems are not listed",
          "fix the listed problems and run the command again");
    }
    addWarnings();
  }

  private void read(
      Script script, int index, SourcedStatements statements, RunPosition position, Visitor visitor)
      throws SQLException {
    TransactionState transaction = new TransactionState(server.autocommit());
    long count = 0;
    boolean usesLastInsertId = false;
    Optional<SourcedStatement> last = Optional.empty();
    for (Optional<SourcedStatement> next = statements.next();
        next.isPresent();
        next = statements.next()) {
      SourcedStatement sourced = next.get();
      StepKey key = new StepKey(index, sourced.statement().number());
      visitor.visit(key, sourced);
      count++;
      usesLastInsertId |= mayUseLastInsertId(sourced.statement());
      if (!position.includes(key)) {
        check(script, sourced);
      }
      transaction.follow(sourced.statement().kind());
      last = next;
    }
    if (transaction.isOpen() && last.isPresent()) {
      addWarning(
          location(script, last.get())
              + " is in a transaction that is never committed: it is rolled back at the end of the"
              + " script",
          "add COMMIT");
    }
    facts.add(new ScriptFacts(count, usesLastInsertId));
  }

  /** A routine may use LAST_INSERT_ID() although the script does not mention it. */
  private static boolean mayUseLastInsertId(ScriptStatement statement) {
    return statement.has(Trait.READS_LAST_INSERT_ID)
        || statement.kind() == StatementKind.OPAQUE
        || !statement.classification().calls().isEmpty();
  }

  private void check(Script script, SourcedStatement sourced) throws SQLException {
    ScriptStatement statement = sourced.statement();
    Optional<Refusal> refusal = statement.classification().refusal();
    if (refusal.isPresent()) {
      addProblem(location(script, sourced) + " " + refusal.get().reason(), refusal.get().fix());
      return;
    }
    resolver
        .resolve(statement.classification(), target.database())
        .refusal()
        .ifPresent(found ->
            addProblem(
                location(script, sourced) + " calls a routine that " + found.reason(),
                found.fix()));
    checkSize(script, sourced);
    if (!script.isTemplate()
        && !placeholders.contains(script.name())
        && PLACEHOLDER.matcher(statement.text()).find()) {
      placeholders.add(script.name());
      addWarning(
          location(script, sourced) + " contains {{ … }}, which is sent to the server unchanged",
          "name the file " + script.name() + ".jinja to have it rendered");
    }
    collect(statement);
  }

  private void checkSize(Script script, SourcedStatement sourced) {
    long bytes =
        (long) sourced.statement().text().getBytes(StandardCharsets.UTF_8).length + JOURNAL_BYTES;
    if (bytes > server.maxAllowedPacket()) {
      addProblem(
          location(script, sourced)
              + " has "
              + bytes
              + " bytes with its record, more than max_allowed_packet of the server ("
              + server.maxAllowedPacket()
              + ")",
          "raise max_allowed_packet of the server, or split the statement");
    }
  }

  private void collect(ScriptStatement statement) throws SQLException {
    changesRole |= statement.has(Trait.CHANGES_ROLE);
    requiredPrivileges.addAll(RequiredPrivilege.of(statement, target.database()));
    for (ObjectEffect effect : statement.classification().effects()) {
      createsDatabase |=
          effect.type() == ObjectType.DATABASE && effect.name().equals(target.database());
      if (effect.type() == ObjectType.TABLE && effect.effect() == ObjectEffect.Effect.ALTERED) {
        altered.add(qualified(new ObjectName(effect.database(), effect.name())));
      }
      if (effect.type() == ObjectType.USER && effect.effect() == ObjectEffect.Effect.DROPPED) {
        droppedAccounts.add(effect.name());
      }
    }
    if (statement.kind() == StatementKind.DATA) {
      nonTransactional.addAll(
          resolver
              .resolve(statement.classification(), target.database())
              .nonTransactionalObjects());
    }
  }

  private ObjectName qualified(ObjectName name) {
    return name.database().isEmpty() ? new ObjectName(target.database(), name.name()) : name;
  }

  private void addWarnings() {
    if (!nonTransactional.isEmpty()) {
      addWarning(
          "changes to these objects cannot be rolled back: "
              + String.join(", ", nonTransactional)
              + "; if the upgrade is interrupted there, --resume is required",
          "use InnoDB for the tables, or ignore this warning");
    }
    if (!droppedAccounts.isEmpty()) {
      addWarning(
          "the scripts drop accounts: " + String.join(", ", droppedAccounts),
          "run 'entrypoint init --module "
              + target.module()
              + "' afterwards to recreate those that are still needed");
    }
  }

  /** Returns the privileges that the scripts require. */
  Set<RequiredPrivilege> requiredPrivileges() {
    return requiredPrivileges;
  }

  /** Returns whether a script creates the database of the module. */
  boolean createsDatabase() {
    return createsDatabase;
  }

  /** Returns whether a script changes the active role, so that its privileges are not known. */
  boolean changesRole() {
    return changesRole;
  }

  /** Returns the tables that the scripts alter. */
  Set<ObjectName> altered() {
    return altered;
  }

  /** Returns the findings, in the order of the scripts. */
  List<PreflightFinding> findings() {
    return findings;
  }

  /** Returns the facts about each script, in their order. */
  List<ScriptFacts> facts() {
    return facts;
  }

  private static String location(Script script, SourcedStatement sourced) {
    return script.file()
        + ": line "
        + sourced.statement().line()
        + ": "
        + sourced.description().summary();
  }

  private void addProblem(String what, String fix) {
    problemCount++;
    if (problemCount <= LISTED_PROBLEMS) {
      addError(what, fix);
    }
  }

  private void addError(String what, String fix) {
    findings.add(new PreflightFinding(Severity.ERROR, new Problem(ExitCode.BAD_DATA, what, fix)));
  }

  private void addWarning(String what, String fix) {
    PreflightFinding finding =
        new PreflightFinding(Severity.WARNING, new Problem(ExitCode.CONFIGURATION, what, fix));
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }
}
