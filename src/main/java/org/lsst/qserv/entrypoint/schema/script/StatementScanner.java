// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of one statement up to the semicolon that ends it for the server. */
final class StatementScanner {
  private final Lexer lexer;
  private final TokenList tokens = new TokenList();
  private final CompoundTracker compound = new CompoundTracker();
  private boolean complete;

  StatementScanner(Utf8Text text, int from, int line, SqlMode mode) {
    this.lexer = new Lexer(text, from, line, mode);
  }

  /**
   * Reads tokens up to an index.
   *
   * @return whether a semicolon before the index ends the statement
   */
  boolean scanTo(int end) {
    while (!complete) {
      Token token = lexer.next(end);
      if (token == null) {
        return false;
      }
      complete = token.isSymbol(';') && !compound.isOpen();
      if (!complete) {
        compound.add(token, lexer.line());
        tokens.add(token);
      }
    }
    return true;
  }

  boolean isInCompound() {
    return compound.isOpen();
  }

  /** Returns the element that is not closed at the end of the text, or null. */
  @Nullable UnclosedElement unclosed() {
    return lexer.unclosed() == null ? compound.unclosed() : lexer.unclosed();
  }

  /** Returns the index after the last token. */
  int index() {
    return lexer.index();
  }

  /** Returns the line of the last token. */
  int line() {
    return lexer.line();
  }

  List<Token> tokens() {
    return tokens.tokens();
  }
}
