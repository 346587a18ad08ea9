// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Set;

/**
 * An assignment in a {@code SET} statement.
 *
 * @param name the name of a system variable in uppercase, that of a user variable in lowercase, or
 *     the keyword of forms such as {@code SET NAMES utf8}
 * @param value the tokens after the equals sign
 */
record SetAssignment(Scope scope, String name, List<Token> value) {
  enum Scope {
    USER_VARIABLE,
    SESSION,
    GLOBAL,
    /** No scope; {@code SET TRANSACTION} then applies only to the next transaction. */
    NONE
  }

  private static final Set<String> SESSION = Set.of("SESSION", "LOCAL");

  /** Consumes the next assignment up to a comma, or up to {@code FOR} of {@code SET STATEMENT}. */
  static SetAssignment take(TokenStream tokens, boolean forStatement) {
    boolean variable = tokens.takeSymbol('@');
    if (variable && !tokens.takeSymbol('@')) {
      String name = VariableName.of(tokens.take());
      return new SetAssignment(Scope.USER_VARIABLE, name, value(tokens, forStatement));
    }
    Scope scope = scope(tokens);
    if (tokens.peek().isName() && tokens.peek(1).isSymbol('.')) {
      tokens.take(); // the key cache or replication connection, as in SET GLOBAL
      // hot_cache.key_buffer_size
      tokens.take();
    }
    String name = tokens.take().upper();
    return new SetAssignment(scope, name, value(tokens, forStatement));
  }

  private static Scope scope(TokenStream tokens) {
    Scope scope = Scope.NONE;
    if (tokens.takeOneOf(SESSION)) {
      scope = Scope.SESSION;
    } else if (tokens.take("GLOBAL")) {
      scope = Scope.GLOBAL;
    }
    if (scope != Scope.NONE) {
      tokens.takeSymbol('.');
    }
    return scope;
  }

  private static List<Token> value(TokenStream tokens, boolean forStatement) {
    tokens.takeSymbol(':');
    tokens.takeSymbol('=');
    return tokens.takeUntil(token -> token.isSymbol(',') || (forStatement && token.is("FOR")));
  }

  boolean is(String variable) {
    return scope != Scope.USER_VARIABLE && name.equals(variable);
  }

  boolean isDefault() {
    return value.size() == 1 && value.getFirst().is("DEFAULT");
  }
}
