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
   * Reads up to an index.
   *
   * @return whether the statement ended before it, with a semicolon
   */
  boolean scanTo(int end) {
    while (!complete) {
      Token token = lexer.next(end);
      if (token == null) {
        return false;
      }
      complete = token.isSign(';') && !compound.isOpen();
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

  /** Returns what is open where the text ended. */
  @Nullable Unclosed unclosed() {
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
