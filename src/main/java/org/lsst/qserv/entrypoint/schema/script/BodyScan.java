// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the tables that the statements of a body write, the routines that they call, and whether
 * they end a transaction. A keyword that is used as a name can only make the result more
 * conservative.
 */
final class BodyScan {
  private static final Set<String> WRITES = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "LOAD");

  private static final Set<String> OPAQUE =
      Set.of(
          "EXECUTE",
          "PREPARE",
          "COMMIT",
          "ROLLBACK",
          "START",
          "CREATE",
          "ALTER",
          "DROP",
          "RENAME",
          "TRUNCATE",
          "GRANT",
          "REVOKE",
          "FLUSH",
          "OPTIMIZE",
          "REPAIR",
          "LOCK",
          "UNLOCK",
          "XA",
          "KILL",
          "SHUTDOWN",
          "INSTALL",
          "UNINSTALL",
          "AUTOCOMMIT",
          "OUTFILE",
          "DUMPFILE",
          "PASSWORD",
          "ANALYZE",
          "RESET",
          "PURGE",
          "CHANGE",
          "BACKUP");

  /** Keywords after which a verb is part of a clause and does not start a statement. */
  private static final Set<String> BEFORE_CLAUSES = Set.of("KEY", "FOR", "ON", "BEFORE", "AFTER");

  private final List<Token> tokens;
  private final ExpressionScan expressions;
  private final Set<ObjectName> targets = new LinkedHashSet<>();
  private final Set<ObjectName> calls = new LinkedHashSet<>();
  private boolean opaque;
  private boolean temporary;

  private BodyScan(List<Token> tokens) {
    this.tokens = tokens;
    this.expressions = ExpressionScan.of(tokens);
  }

  static BodyScan of(List<Token> tokens) {
    BodyScan scan = new BodyScan(tokens);
    for (int i = 0; i < tokens.size(); i++) {
      scan.visit(i);
    }
    return scan;
  }

  Classification classification() {
    if (expressions.releasesLock()) {
      return ClassificationBuilder.refused(Refusal.RELEASES_LOCK);
    }
    if (DistributedTransaction.isIn(new TokenStream(tokens))) {
      return ClassificationBuilder.refused(Refusal.XA);
    }
    boolean writes = !targets.isEmpty() || !calls.isEmpty();
    StatementKind kind = writes ? StatementKind.DATA : StatementKind.READ;
    return ClassificationBuilder.of(
            opaque || expressions.changesSequence() ? StatementKind.OPAQUE : kind)
        .targets(targets)
        .expressions(expressions)
        .calls(calls)
        .with(
            temporary || setsVariable(),
            Trait.LEAVES_SESSION_STATE,
            Trait.SESSION_STATE_DEPENDS_ON_DATA)
        .build();
  }

  private void visit(int i) {
    Token token = peek(i);
    Token before = peek(i - 1);
    if (before.isSymbol('.') || before.isSymbol('@') || peek(i + 1).isSymbol('.')) {
      opaque |= token.is("AUTOCOMMIT");
      return; // part of a name
    }
    if (token.isOneOf(WRITES) && !before.isOneOf(BEFORE_CLAUSES) && !isFunction(i)) {
      addTargets(i);
    } else if (token.is("CALL")) {
      calls.add(from(i + 1).takeName());
    } else if (token.isOneOf(OPAQUE) && !isFunction(i)) {
      addDefinition(i);
    } else if (token.is("GLOBAL")) {
      opaque |= before.is("SET") || before.isSymbol(',');
    }
  }

  /** {@code INSERT(a, 1, 2, b)}, {@code REPLACE(a, b, c)}. */
  private boolean isFunction(int i) {
    return peek(i + 1).isSymbol('(');
  }

  private void addTargets(int i) {
    targets.addAll(DataTargets.take(new TokenStream(statement(i))));
  }

  private void addDefinition(int i) {
    Token token = peek(i);
    boolean ofTemporary = peek(i + 1).is("TEMPORARY") || peek(i + 3).is("TEMPORARY");
    boolean ofSession = (token.is("CREATE") || token.is("DROP")) && ofTemporary;
    temporary |= ofSession;
    boolean savepoint = token.is("ROLLBACK") && (peek(i + 1).is("TO") || peek(i + 2).is("TO"));
    opaque |= !ofSession && !savepoint && !(token.is("LOCK") && peek(i + 1).is("IN"));
    if (token.is("TRUNCATE")) {
      TokenStream rest = from(i + 1);
      rest.take("TABLE");
      targets.add(rest.takeName());
    }
  }

  /** Returns whether the body contains {@code SET @x = …}. */
  private boolean setsVariable() {
    for (int i = 0; i < tokens.size(); i++) {
      boolean user =
          peek(i).isSymbol('@') && !peek(i + 1).isSymbol('@') && !peek(i - 1).isSymbol('@');
      boolean set = peek(i - 1).is("SET") || peek(i - 1).isSymbol(',');
      if (user && set && (peek(i + 2).isSymbol('=') || peek(i + 2).isSymbol(':'))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the tokens of the statement that starts at an index, up to its semicolon. */
  private List<Token> statement(int begin) {
    int end = begin;
    while (end < tokens.size() && !peek(end).isSymbol(';')) {
      end++;
    }
    return tokens.subList(begin, end);
  }

  private TokenStream from(int i) {
    return new TokenStream(tokens.subList(Math.min(i, tokens.size()), tokens.size()));
  }

  private Token peek(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i) : TokenStream.END;
  }
}
