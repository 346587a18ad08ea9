// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Evaluates expressions whose value can be determined before the script runs. */
final class ConstantEvaluator {
  private static final Set<String> SCOPES = Set.of("SESSION", "LOCAL", "GLOBAL");

  private final ScriptSession session;
  private final TokenStream tokens;

  private ConstantEvaluator(ScriptSession session, List<Token> expression) {
    this.session = session;
    this.tokens = new TokenStream(expression);
  }

  /** Returns the value, or empty if it cannot be determined. */
  static Optional<String> of(List<Token> expression, ScriptSession session) {
    ConstantEvaluator evaluation = new ConstantEvaluator(session, expression);
    Optional<String> value = evaluation.value();
    return evaluation.tokens.isAtEnd() ? value : Optional.empty();
  }

  private Optional<String> value() {
    Token first = tokens.take();
    if (first.isSymbol('@')) {
      return tokens.takeSymbol('@') ? systemVariable() : userVariable();
    }
    if (first.isSymbol('(')) {
      tokens.take("SELECT");
      Optional<String> value = value();
      return tokens.takeSymbol(')') ? value : Optional.empty();
    }
    if (first.type() == Token.Type.WORD && tokens.takeSymbol('(')) {
      return function(first.upper());
    }
    boolean known = first.type() != Token.Type.LONG_STRING && first.type() != Token.Type.SYMBOL;
    return known ? Optional.of(first.text()) : Optional.empty();
  }

  private Optional<String> userVariable() {
    return Optional.ofNullable(session.variables().get(VariableName.of(tokens.take())));
  }

  private Optional<String> systemVariable() {
    boolean global = tokens.peek().is("GLOBAL") && tokens.peek(1).isSymbol('.');
    if (tokens.peek().isOneOf(SCOPES) && tokens.peek(1).isSymbol('.')) {
      tokens.take();
      tokens.take();
    }
    return switch (tokens.take().upper()) {
      case "SQL_MODE" ->
          Optional.of(global ? session.modes().initialText() : session.modes().text());
      case "AUTOCOMMIT" -> Optional.of(global || session.autocommit() ? "1" : "0");
      default -> Optional.empty();
    };
  }

  private Optional<String> function(String name) {
    List<String> arguments = new ArrayList<>();
    do {
      Optional<String> argument = value();
      if (argument.isEmpty()) {
        return argument;
      }
      arguments.add(argument.get());
    } while (tokens.takeSymbol(','));
    return tokens.takeSymbol(')') ? result(name, arguments) : Optional.empty();
  }

  private static Optional<String> result(String name, List<String> arguments) {
    String first = arguments.getFirst();
    return switch (name) {
      case "CONCAT" -> Optional.of(String.join("", arguments));
      case "CONCAT_WS" -> Optional.of(String.join(first, arguments.subList(1, arguments.size())));
      case "UPPER", "UCASE" -> Optional.of(first.toUpperCase(Locale.ROOT));
      case "LOWER", "LCASE" -> Optional.of(first.toLowerCase(Locale.ROOT));
      case "TRIM" -> Optional.of(first.strip());
      case "REPLACE" ->
          arguments.size() == 3
              ? Optional.of(replaced(first, arguments.get(1), arguments.get(2)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String replaced(String text, String from, String to) {
    return from.isEmpty() ? text : text.replace(from, to);
  }
}
