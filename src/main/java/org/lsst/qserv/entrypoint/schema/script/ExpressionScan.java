// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the functions that the expressions of a statement call, and what they read and leave in the
 * session. It scans all tokens once and does not determine where an expression starts.
 */
final class ExpressionScan {
  private static final Set<String> LOCK_RELEASES = Set.of("RELEASE_LOCK", "RELEASE_ALL_LOCKS");
  private static final Set<String> OUTCOMES = Set.of("ROW_COUNT", "FOUND_ROWS");
  private static final Set<String> OUTCOME_VARIABLES = Set.of("WARNING_COUNT", "ERROR_COUNT");
  private static final Set<String> LAST_IDS = Set.of("LAST_INSERT_ID", "IDENTITY");
  private static final Set<String> SEQUENCE_CHANGES = Set.of("NEXTVAL", "SETVAL");
  private static final Set<String> SCOPES = Set.of("SESSION", "LOCAL", "GLOBAL");

  /** Keywords after which a name and a parenthesis are a table or an alias with its columns. */
  private static final Set<String> BEFORE_TABLES =
      Set.of(
          "INTO",
          "INSERT",
          "TABLE",
          "IGNORE",
          "LOW_PRIORITY",
          "HIGH_PRIORITY",
          "DELAYED",
          "AS",
          "RECURSIVE",
          "REFERENCES",
          "JOIN",
          "USING",
          "WINDOW",
          "EXISTS");

  private final List<Token> tokens;
  private final Set<ObjectName> calls = new LinkedHashSet<>();
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private final Set<String> assigned = new LinkedHashSet<>();
  private boolean releasesLock;
  private boolean takesLock;
  private boolean changesSequence;

  private ExpressionScan(List<Token> tokens) {
    this.tokens = tokens;
  }

  static ExpressionScan of(List<Token> tokens) {
    ExpressionScan scan = new ExpressionScan(tokens);
    for (int i = 0; i < tokens.size(); i++) {
      scan.visit(i);
    }
    return scan;
  }

  /** Returns the called functions that are not known to be built in. */
  Set<ObjectName> calls() {
    return calls;
  }

  Set<Trait> traits() {
    return traits;
  }

  /** Returns the names of the user variables that the statement sets, in lowercase. */
  Set<String> assigned() {
    return assigned;
  }

  boolean releasesLock() {
    return releasesLock;
  }

  boolean takesLock() {
    return takesLock;
  }

  /** Returns whether the statement advances or sets a sequence. */
  boolean changesSequence() {
    return changesSequence;
  }

  private void visit(int i) {
    Token token = peek(i);
    if (token.isSymbol('@')) {
      variable(i);
    } else if (token.isSymbol('(') && peek(i - 1).isName()) {
      call(i - 1);
    } else if (token.is("INTO")) {
      intoVariables(i + 1);
    } else if (token.is("VALUE") && peek(i + 1).is("FOR") && isOfSequence(peek(i - 1))) {
      traits.add(Trait.USES_SEQUENCE);
      changesSequence |= peek(i - 1).is("NEXT");
    } else if (token.is("RESIGNAL") || (token.is("GET") && isDiagnostics(i))) {
      traits.add(Trait.READS_DIAGNOSTICS);
    }
  }

  private static boolean isOfSequence(Token token) {
    return token.is("NEXT") || token.is("PREVIOUS");
  }

  private boolean isDiagnostics(int i) {
    return peek(i + 1).is("DIAGNOSTICS") || peek(i + 2).is("DIAGNOSTICS");
  }

  private void variable(int i) {
    if (peek(i - 1).isSymbol('@')) {
      systemVariable(peek(i + 1).isOneOf(SCOPES) && peek(i + 2).isSymbol('.') ? i + 3 : i + 1);
    } else if (peek(i + 2).isSymbol(':') && peek(i + 3).isSymbol('=')) {
      assigned.add(VariableName.of(peek(i + 1)));
    }
  }

  private void systemVariable(int i) {
    if (peek(i).isOneOf(OUTCOME_VARIABLES)) {
      traits.add(Trait.READS_DIAGNOSTICS);
    } else if (peek(i).isOneOf(LAST_IDS)) {
      traits.add(Trait.READS_LAST_INSERT_ID);
    }
  }

  private void intoVariables(int i) {
    for (int at = i; peek(at).isSymbol('@'); at += 3) {
      assigned.add(VariableName.of(peek(at + 1)));
      if (!peek(at + 2).isSymbol(',')) {
        return;
      }
    }
  }

  /** Reads a name before a parenthesis. */
  private void call(int i) {
    Token name = peek(i);
    if (peek(i - 1).isSymbol('.')) {
      qualifiedCall(i);
    } else if (name.isOneOf(LOCK_RELEASES)) {
      releasesLock = true;
    } else if (name.is("GET_LOCK")) {
      takesLock = true;
    } else if (name.isOneOf(OUTCOMES)) {
      traits.add(Trait.READS_DIAGNOSTICS);
    } else if (name.is("LAST_INSERT_ID") && peek(i + 2).isSymbol(')')) {
      traits.add(Trait.READS_LAST_INSERT_ID);
    } else if (name.isOneOf(SEQUENCE_CHANGES) || name.is("LASTVAL")) {
      traits.add(Trait.USES_SEQUENCE);
      changesSequence |= !name.is("LASTVAL");
    } else if (isCall(i) && !BuiltInFunctions.contains(name.text())) {
      calls.add(new ObjectName("", name.text()));
    }
  }

  private void qualifiedCall(int i) {
    if (isCall(i - 2)) {
      calls.add(new ObjectName(peek(i - 2).text(), peek(i).text()));
    }
  }

  /** Returns whether the name is not that of a table, an alias or a variable. */
  private boolean isCall(int i) {
    Token before = peek(i - 1);
    boolean replaces = before.is("REPLACE") && i == 1;
    boolean table = before.isOneOf(BEFORE_TABLES) || before.isSymbol(')') || before.isSymbol('@');
    return !replaces && !table && !isCommonTable(i);
  }

  /** {@code WITH x (a) AS (SELECT …)}. */
  private boolean isCommonTable(int i) {
    if (!peek(i - 1).is("WITH") && !peek(i - 1).isSymbol(',')) {
      return false;
    }
    TokenStream after = new TokenStream(tokens.subList(i + 1, tokens.size()));
    after.skipGroup();
    return after.take("AS") && after.peek().isSymbol('(');
  }

  private Token peek(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i) : TokenStream.END;
  }
}
