// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Set;

/**
 * One assignment of a {@code SET}.
 *
 * @param name in capitals; of a user variable, in lower case; of {@code SET NAMES utf8} and its
 *     like, the keyword
 * @param value the tokens after the equals sign
 */
record SetAssignment(Scope scope, String name, List<Token> value) {
  enum Scope {
    USER_VARIABLE,
    SESSION,
    GLOBAL,
    /** Without a scope, which for {@code SET TRANSACTION} means the next one only. */
    NONE
  }

  private static final Set<String> SESSION = Set.of("SESSION", "LOCAL");

  /** Takes the assignment that is next, up to a comma, or up to FOR if it is for one statement. */
  static SetAssignment take(TokenStream tokens, boolean forStatement) {
    boolean variable = tokens.takeSign('@');
    if (variable && !tokens.takeSign('@')) {
      String name = VariableName.of(tokens.take());
      return new SetAssignment(Scope.USER_VARIABLE, name, value(tokens, forStatement));
    }
    Scope scope = scope(tokens);
    if (tokens.peek().isName() && tokens.peek(1).isSign('.')) {
      tokens.take(); // a cache or a connection of a variable
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
      tokens.takeSign('.');
    }
    return scope;
  }

  private static List<Token> value(TokenStream tokens, boolean forStatement) {
    tokens.takeSign(':');
    tokens.takeSign('=');
    return tokens.takeUntil(token -> token.isSign(',') || (forStatement && token.is("FOR")));
  }

  boolean is(String variable) {
    return scope != Scope.USER_VARIABLE && name.equals(variable);
  }

  boolean isDefault() {
    return value.size() == 1 && value.getFirst().is("DEFAULT");
  }
}
