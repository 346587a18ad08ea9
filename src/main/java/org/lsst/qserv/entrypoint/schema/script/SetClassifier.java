// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.SetAssignment.Scope;

/** Classifies the forms of {@code SET} and tracks their changes of the session state. */
final class SetClassifier {
  private static final Set<String> ONE_TIME_VARIABLES = Set.of("INSERT_ID", "GTID_SEQ_NO");

  private final ScriptSession session;
  private final TokenStream tokens;
  private final List<SetAssignment> assignments = new ArrayList<>();

  /**
   * Creates a classifier.
   *
   * @param tokens the statement, from its keyword
   */
  SetClassifier(ScriptSession session, TokenStream tokens) {
    this.session = session;
    this.tokens = tokens;
  }

  Classification classify() {
    TokenStream all = tokens.rest();
    tokens.take("SET");
    if (tokens.peek().is("PASSWORD") || tokens.take("DEFAULT", "ROLE")) {
      return ClassificationBuilder.of(StatementKind.DEFINITION).build();
    }
    if (tokens.take("ROLE")) {
      return ClassificationBuilder.of(StatementKind.SESSION).with(Trait.CHANGES_ROLE).build();
    }
    boolean forStatement = tokens.take("STATEMENT");
    do {
      assignments.add(SetAssignment.take(tokens, forStatement));
    } while (tokens.takeSymbol(','));
    Optional<Refusal> refusal = new SetRefusals(session, assignments, forStatement).find();
    if (refusal.isPresent()) {
      return ClassificationBuilder.refused(refusal.get());
    }
    if (forStatement) {
      tokens.take("FOR");
      return session.classify(tokens.remaining());
    }
    ClassificationBuilder builder =
        builder(ExpressionScan.of(all.remaining()), !isKnown() && DataDependence.isIn(all));
    new SetEffects(session).apply(assignments);
    return builder.build();
  }

  /** Returns whether all values can be determined before the script runs. */
  private boolean isKnown() {
    return assignments.stream()
        .allMatch(assignment -> ConstantEvaluator.of(assignment.value(), session).isPresent());
  }

  private ClassificationBuilder builder(ExpressionScan scan, boolean readsData) {
    StatementKind kind = kind(scan);
    boolean leaves = assignments.stream().anyMatch(this::changesSession);
    return ClassificationBuilder.of(kind)
        .expressions(scan)
        .with(kind != StatementKind.SESSION && leaves, Trait.LEAVES_SESSION_STATE)
        .with(readsData && leaves, Trait.SESSION_STATE_DEPENDS_ON_DATA)
        .with(assignments.stream().anyMatch(SetClassifier::appliesOnce), Trait.APPLIES_ONCE);
  }

  private StatementKind kind(ExpressionScan scan) {
    if (scan.changesSequence()) {
      return StatementKind.OPAQUE;
    }
    List<SetAssignment> global =
        assignments.stream().filter(assignment -> assignment.scope() == Scope.GLOBAL).toList();
    if (!global.isEmpty()) {
      boolean literal = global.stream().allMatch(SetClassifier::isLiteral);
      return literal ? StatementKind.DEFINITION : StatementKind.OPAQUE;
    }
    return assignments.stream()
        .filter(assignment -> assignment.is("AUTOCOMMIT"))
        .reduce((first, last) -> last)
        .map(last ->
            SetEffects.isOn(last, session)
                ? StatementKind.AUTOCOMMIT_ON
                : StatementKind.AUTOCOMMIT_OFF)
        .orElse(StatementKind.SESSION);
  }

  /** Returns whether the value is a literal. */
  private static boolean isLiteral(SetAssignment assignment) {
    return assignment.name().equals("TRANSACTION")
        || assignment.value().stream()
            .noneMatch(token -> token.isSymbol('@') || token.isSymbol('('));
  }

  private boolean changesSession(SetAssignment assignment) {
    return assignment.scope() != Scope.GLOBAL && !assignment.is("AUTOCOMMIT");
  }

  private static boolean appliesOnce(SetAssignment assignment) {
    boolean next = assignment.scope() == Scope.NONE && assignment.is("TRANSACTION");
    boolean variable =
        assignment.scope() != Scope.USER_VARIABLE && ONE_TIME_VARIABLES.contains(assignment.name());
    return next || variable;
  }
}
