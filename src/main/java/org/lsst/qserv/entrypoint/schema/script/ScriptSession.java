// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The session state that affects how later statements of a script are split and classified, as far
 * as it can be determined before the script runs.
 */
final class ScriptSession {
  private final SqlModeTracker modes;
  private final TemporaryTables temporaryTables;
  private final Map<String, String> variables = new HashMap<>();

  /** Prepared statements by name; the text is empty if it is unknown. */
  private final Map<String, Optional<String>> prepared = new HashMap<>();

  private boolean autocommit = true;

  ScriptSession(SqlMode initialMode, String currentDatabase) {
    this.modes = new SqlModeTracker(initialMode);
    this.temporaryTables = new TemporaryTables(currentDatabase);
  }

  /** Classifies the next statement and tracks its changes of the session state. */
  Classification classify(List<Token> tokens) {
    return new StatementClassifier(this, tokens).classify();
  }

  /** Classifies a statement from its text, such as that of a prepared statement. */
  Classification classify(String sql) {
    return classify(tokens(sql, sqlMode()));
  }

  /** Returns all tokens of a string, including semicolons. */
  static List<Token> tokens(String sql, SqlMode mode) {
    Utf8Text text = new Utf8Text();
    text.append(sql);
    Lexer lexer = new Lexer(text, 0, 1, mode);
    TokenList tokens = new TokenList();
    Token token = lexer.next(text.length());
    while (token != null) {
      tokens.add(token);
      token = lexer.next(text.length());
    }
    return tokens.tokens();
  }

  SqlMode sqlMode() {
    return modes.current();
  }

  SqlModeTracker modes() {
    return modes;
  }

  TemporaryTables temporaryTables() {
    return temporaryTables;
  }

  /** Returns the known values of user variables, by name in lowercase. */
  Map<String, String> variables() {
    return variables;
  }

  Map<String, Optional<String>> prepared() {
    return prepared;
  }

  boolean autocommit() {
    return autocommit;
  }

  void setAutocommit(boolean value) {
    autocommit = value;
  }
}
