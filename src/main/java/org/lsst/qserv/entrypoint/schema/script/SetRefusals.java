// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.SetAssignment.Scope;

/** Finds assignments that an upgrade refuses. */
final class SetRefusals {
  private static final Set<String> READ_ONLY = Set.of("TX_READ_ONLY", "TRANSACTION_READ_ONLY");
  private static final Set<String> OFF = Set.of("0", "OFF", "FALSE");
  private static final Set<String> NO_CHAIN = Set.of("0", "NO_CHAIN");
  private static final Set<String> BOOLEAN = Set.of("0", "1", "ON", "OFF", "TRUE", "FALSE");

  private final ScriptSession session;
  private final List<SetAssignment> assignments;
  private final boolean forStatement;

  SetRefusals(ScriptSession session, List<SetAssignment> assignments, boolean forStatement) {
    this.session = session;
    this.assignments = assignments;
    this.forStatement = forStatement;
  }

  /** Returns the first reason to refuse the statement. */
  Optional<Refusal> find() {
    return assignments.stream()
        .filter(assignment -> assignment.scope() != Scope.USER_VARIABLE)
        .flatMap(assignment -> refusal(assignment).stream())
        .findFirst();
  }

  private Optional<Refusal> refusal(SetAssignment assignment) {
    String name = assignment.name();
    if (name.equals("SQL_MODE")) {
      return ofSqlMode(assignment);
    }
    if (name.equals("AUTOCOMMIT")) {
      boolean unknown = assignment.scope() != Scope.GLOBAL && !isOneOf(assignment, BOOLEAN);
      return when(unknown || forStatement, Refusal.UNKNOWN_AUTOCOMMIT);
    }
    if (name.equals("COMPLETION_TYPE")) {
      return when(!isOneOf(assignment, NO_CHAIN), Refusal.COMPLETION_TYPE);
    }
    boolean readOnly = READ_ONLY.contains(name) && !isOneOf(assignment, OFF);
    return when(readOnly || isReadOnlyTransaction(assignment), Refusal.READ_ONLY_TRANSACTION);
  }

  private Optional<Refusal> ofSqlMode(SetAssignment assignment) {
    if (assignment.isDefault()) {
      return Optional.empty();
    }
    Optional<String> value = ConstantEvaluator.of(assignment.value(), session);
    if (value.isEmpty()) {
      return when(assignment.scope() != Scope.GLOBAL, Refusal.UNKNOWN_SQL_MODE);
    }
    return when(SqlModeTracker.isOracle(value.get()), Refusal.ORACLE_MODE);
  }

  /** {@code READ ONLY} may be the second characteristic, after a comma. */
  private boolean isReadOnlyTransaction(SetAssignment assignment) {
    boolean transaction = assignments.stream().anyMatch(any -> any.is("TRANSACTION"));
    List<Token> value = assignment.value();
    boolean first = assignment.is("TRANSACTION") && value.size() > 1 && isReadOnly(value);
    boolean next = assignment.is("READ") && !value.isEmpty() && value.getFirst().is("ONLY");
    return transaction && (first || next);
  }

  private static boolean isReadOnly(List<Token> value) {
    return value.get(0).is("READ") && value.get(1).is("ONLY");
  }

  private boolean isOneOf(SetAssignment assignment, Set<String> values) {
    return assignment.isDefault()
        || ConstantEvaluator.of(assignment.value(), session)
            .filter(value -> values.contains(value.strip().toUpperCase(Locale.ROOT)))
            .isPresent();
  }

  private static Optional<Refusal> when(boolean condition, Refusal refusal) {
    return condition ? Optional.of(refusal) : Optional.empty();
  }
}
