// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.TemporaryTables.Match;

/** Classifies the statements that write or read rows, and calls. */
final class DataClassifier {
  private final ScriptSession session;
  private final TokenStream tokens;
  private final ExpressionScan scan;

  /**
   * Creates a classifier.
   *
   * @param tokens the statement, at its verb
   */
  DataClassifier(ScriptSession session, TokenStream tokens, ExpressionScan scan) {
    this.session = session;
    this.tokens = tokens;
    this.scan = scan;
    session.variables().keySet().removeAll(scan.assigned());
  }

  /** Classifies {@code INSERT}, {@code REPLACE}, {@code UPDATE}, {@code DELETE}, {@code LOAD}. */
  Classification write(Set<ObjectName> commonTables) {
    boolean loads = tokens.peek().is("LOAD");
    if (loads && isLocal()) {
      return Draft.refused(Refusal.LOCAL_FILE);
    }
    Set<ObjectName> targets = new HashSet<>(DataTargets.take(tokens.rest()));
    targets.removeAll(commonTables);
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
    boolean variables = loads && tokens.rest().skipToAnywhere(token -> token.isSign('@'));
    Draft draft =
        Draft.of(onlyTemporary ? StatementKind.SESSION : StatementKind.DATA)
            .targets(lasting)
            .expressions(scan)
            .with(
                !onlyTemporary && (temporary || variables),
                Trait.LEAVES_SESSION_STATE,
                Trait.READS_DATA)
            .with(onlyTemporary && (loads || readsMore()), Trait.READS_DATA);
    return finished(draft);
  }

  private boolean isLocal() {
    TokenStream rest = tokens.rest();
    rest.skipTo(token -> token.is("LOCAL") || token.is("INFILE"));
    return rest.peek().is("LOCAL");
  }

  /** Returns whether the new rows depend on more than the statement and the table itself. */
  private boolean readsMore() {
    return tokens.contains("JOIN") || DataDependence.isIn(tokens.rest());
  }

  /** Classifies what only returns rows, unless it has variables, files, locks or sequences. */
  Classification read() {
    boolean leaves = !scan.assigned().isEmpty() || scan.takesLock();
    boolean file = tokens.contains("OUTFILE") || tokens.contains("DUMPFILE");
    StatementKind kind =
        file ? StatementKind.OPAQUE : leaves ? StatementKind.SESSION : StatementKind.READ;
    TokenStream afterVerb = tokens.rest();
    afterVerb.take();
    boolean reads = leaves && (tokens.contains("FROM") || DataDependence.isIn(afterVerb));
    return finished(Draft.of(kind).expressions(scan).with(reads, Trait.READS_DATA));
  }

  /** Classifies {@code CALL}. */
  Classification call() {
    TokenStream rest = tokens.rest();
    rest.take();
    ObjectName procedure = rest.takeName();
    Set<String> passed = passed(rest);
    session.variables().keySet().removeAll(passed);
    return finished(
        Draft.of(StatementKind.DATA)
            .expressions(scan)
            .calls(List.of(procedure))
            .with(!passed.isEmpty(), Trait.LEAVES_SESSION_STATE, Trait.READS_DATA));
  }

  private static Set<String> passed(TokenStream arguments) {
    Set<String> names = new HashSet<>();
    while (arguments.skipToAnywhere(token -> token.isSign('@'))) {
      arguments.take();
      if (arguments.takeSign('@')) {
        arguments.take();
      } else {
        names.add(VariableName.of(arguments.take()));
      }
    }
    return names;
  }

  /** A routine may fill temporary tables; a sequence is not rolled back. */
  private Classification finished(Draft draft) {
    if (draft.hasCalls() && !session.temporaryTables().isEmpty()) {
      boolean again = draft.kind() == StatementKind.SESSION;
      draft.with(Trait.READS_DATA).with(!again, Trait.LEAVES_SESSION_STATE);
    }
    if (scan.changesSequence()) {
      boolean leaves = draft.kind() == StatementKind.SESSION;
      draft.kind(StatementKind.OPAQUE);
      draft.with(leaves, Trait.LEAVES_SESSION_STATE, Trait.READS_DATA);
    }
    return draft.toClassification();
  }
}
