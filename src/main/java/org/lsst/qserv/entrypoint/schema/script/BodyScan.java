// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes through the tokens of a body and finds what any statement in it writes, calls and ends. A
 * keyword that is used as a name can only make the result more careful.
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

  /** Before UPDATE and DELETE in clauses, and before what is not the first word of a statement. */
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
      scan.at(i);
    }
    return scan;
  }

  Classification classification() {
    if (expressions.releasesLock()) {
      return Draft.refused(Refusal.RELEASES_LOCK);
    }
    if (DistributedTransaction.isIn(new TokenStream(tokens))) {
      return Draft.refused(Refusal.XA);
    }
    boolean writes = !targets.isEmpty() || !calls.isEmpty();
    StatementKind kind = writes ? StatementKind.DATA : StatementKind.READ;
    return Draft.of(opaque || expressions.changesSequence() ? StatementKind.OPAQUE : kind)
        .targets(targets)
        .expressions(expressions)
        .calls(calls)
        .with(temporary || setsVariable(), Trait.LEAVES_SESSION_STATE, Trait.READS_DATA)
        .toClassification();
  }

  private void at(int i) {
    Token token = peek(i);
    Token before = peek(i - 1);
    if (before.isSign('.') || before.isSign('@') || peek(i + 1).isSign('.')) {
      opaque |= token.is("AUTOCOMMIT");
      return; // part of a name
    }
    if (token.isOneOf(WRITES) && !before.isOneOf(BEFORE_CLAUSES) && !isFunction(i)) {
      write(i);
    } else if (token.is("CALL")) {
      calls.add(from(i + 1).takeName());
    } else if (token.isOneOf(OPAQUE) && !isFunction(i)) {
      definition(i);
    } else if (token.is("GLOBAL")) {
      opaque |= before.is("SET") || before.isSign(',');
    }
  }

  /** {@code INSERT(a, 1, 2, b)}, {@code REPLACE(a, b, c)}. */
  private boolean isFunction(int i) {
    return peek(i + 1).isSign('(');
  }

  private void write(int i) {
    targets.addAll(DataTargets.take(new TokenStream(statement(i))));
  }

  private void definition(int i) {
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

  /** Returns whether the body has {@code SET @x = …}. */
  private boolean setsVariable() {
    for (int i = 0; i < tokens.size(); i++) {
      boolean user = peek(i).isSign('@') && !peek(i + 1).isSign('@') && !peek(i - 1).isSign('@');
      boolean set = peek(i - 1).is("SET") || peek(i - 1).isSign(',');
      if (user && set && (peek(i + 2).isSign('=') || peek(i + 2).isSign(':'))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the tokens of a statement, up to its semicolon. */
  private List<Token> statement(int begin) {
    int end = begin;
    while (end < tokens.size() && !peek(end).isSign(';')) {
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
