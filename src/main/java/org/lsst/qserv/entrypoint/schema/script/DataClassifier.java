// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.TemporaryTables.Match;

/** Classifies statements that read or write rows, and {@code CALL}. */
final class DataClassifier {
  private final ScriptSession session;
  private final TokenStream tokens;
  private final ExpressionScan scan;

  /**
   * Creates a classifier.
   *
   * @param tokens the statement, from its verb
   */
  DataClassifier(ScriptSession session, TokenStream tokens, ExpressionScan scan) {
    this.session = session;
    this.tokens = tokens;
    this.scan = scan;
    session.variables().keySet().removeAll(scan.assigned());
  }

  /** Classifies {@code INSERT}, {@code REPLACE}, {@code UPDATE}, {@code DELETE}, {@code LOAD}. */
  Classification write(Set<ObjectName> commonTableExpressions) {
    boolean loads = tokens.peek().is("LOAD");
    if (loads && isLocal()) {
      return ClassificationBuilder.refused(Refusal.LOCAL_FILE);
    }
    Set<ObjectName> targets = new HashSet<>(DataTargets.take(tokens.rest()));
    targets.removeAll(commonTableExpressions);
    Set<ObjectName> lasting = new HashSet<>();
    boolean temporary = false;
    for (ObjectName target : targets) {
      Match match = session.temporaryTables().match(target);
      temporary |= match != Match.NO;
      if (match != Match.YES) {
        lasting.add(target);
      }
    }
    boolean onlyTemporary = lasting.isEmpty() && temporary;
    boolean variables = loads && tokens.rest().skipToAtAnyDepth(token -> token.isSymbol('@'));
    ClassificationBuilder builder =
        ClassificationBuilder.of(onlyTemporary ? StatementKind.SESSION : StatementKind.DATA)
            .targets(lasting)
            .expressions(scan)
            .with(
                !onlyTemporary && (temporary || variables),
                Trait.LEAVES_SESSION_STATE,
                Trait.SESSION_STATE_DEPENDS_ON_DATA)
            .with(onlyTemporary && (loads || readsMore()), Trait.SESSION_STATE_DEPENDS_ON_DATA);
    return finish(builder);
  }

  private boolean isLocal() {
    TokenStream rest = tokens.rest();
    rest.skipTo(token -> token.is("LOCAL") || token.is("INFILE"));
    return rest.peek().is("LOCAL");
  }

  /** Returns whether the new rows depend on anything but the statement and the table itself. */
  private boolean readsMore() {
    return tokens.contains("JOIN") || DataDependence.isIn(tokens.rest());
  }

  /** Classifies a query, which may also set variables, write files, take locks or use sequences. */
  Classification read() {
    boolean leaves = !scan.assigned().isEmpty() || scan.takesLock();
    boolean file = tokens.contains("OUTFILE") || tokens.contains("DUMPFILE");
    StatementKind kind =
        file ? StatementKind.OPAQUE : leaves ? StatementKind.SESSION : StatementKind.READ;
    TokenStream afterVerb = tokens.rest();
    afterVerb.take();
    boolean reads = leaves && (tokens.contains("FROM") || DataDependence.isIn(afterVerb));
    return finish(
        ClassificationBuilder.of(kind)
            .expressions(scan)
            .with(reads, Trait.SESSION_STATE_DEPENDS_ON_DATA));
  }

  /** Classifies {@code CALL}. */
  Classification call() {
    TokenStream rest = tokens.rest();
    rest.take();
    ObjectName procedure = rest.takeName();
    Set<String> passed = passedVariables(rest);
    session.variables().keySet().removeAll(passed);
    return finish(
        ClassificationBuilder.of(StatementKind.DATA)
            .expressions(scan)
            .calls(List.of(procedure))
            .with(
                !passed.isEmpty(),
                Trait.LEAVES_SESSION_STATE,
                Trait.SESSION_STATE_DEPENDS_ON_DATA));
  }

  private static Set<String> passedVariables(TokenStream arguments) {
    Set<String> names = new HashSet<>();
    while (arguments.skipToAtAnyDepth(token -> token.isSymbol('@'))) {
      arguments.take();
      if (arguments.takeSymbol('@')) {
        arguments.take();
      } else {
        names.add(VariableName.of(arguments.take()));
      }
    }
    return names;
  }

  /** A routine may fill temporary tables, and a rollback does not restore a sequence. */
  private Classification finish(ClassificationBuilder builder) {
    if (builder.hasCalls() && !session.temporaryTables().isEmpty()) {
      boolean again = builder.kind() == StatementKind.SESSION;
      builder.with(Trait.SESSION_STATE_DEPENDS_ON_DATA).with(!again, Trait.LEAVES_SESSION_STATE);
    }
    if (scan.changesSequence()) {
      boolean leaves = builder.kind() == StatementKind.SESSION;
      builder.kind(StatementKind.OPAQUE);
      builder.with(leaves, Trait.LEAVES_SESSION_STATE, Trait.SESSION_STATE_DEPENDS_ON_DATA);
    }
    return builder.build();
  }
}
