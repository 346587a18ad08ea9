// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The tokens of a statement, read from left to right. */
final class TokenStream {
  /** Represents the token after the last one. */
  static final Token END = new Token(Token.Type.SYMBOL, "\0");

  private final List<Token> tokens;
  private int at;

  TokenStream(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** Returns a new stream of the remaining tokens. */
  TokenStream rest() {
    return new TokenStream(tokens.subList(Math.min(at, tokens.size()), tokens.size()));
  }

  List<Token> remaining() {
    return tokens.subList(Math.min(at, tokens.size()), tokens.size());
  }

  boolean isAtEnd() {
    return at >= tokens.size();
  }

  /** Returns the next token, or {@link #END} after the last one. */
  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    int index = at + ahead;
    return index >= 0 && index < tokens.size() ? tokens.get(index) : END;
  }

  Token take() {
    Token next = peek();
    at++;
    return next;
  }

  /** Consumes the next token if it is the keyword, and returns whether it was. */
  boolean take(String keyword) {
    boolean is = peek().is(keyword);
    at += is ? 1 : 0;
    return is;
  }

  boolean takeOneOf(Set<String> keywords) {
    boolean is = peek().isOneOf(keywords);
    at += is ? 1 : 0;
    return is;
  }

  boolean takeSymbol(char symbol) {
    boolean is = peek().isSymbol(symbol);
    at += is ? 1 : 0;
    return is;
  }

  /** Consumes the keywords if all of them are next, and returns whether they were. */
  boolean take(String first, String... others) {
    for (int i = 0; i < others.length; i++) {
      if (!peek(i + 1).is(others[i])) {
        return false;
      }
    }
    boolean is = peek().is(first);
    at += is ? 1 + others.length : 0;
    return is;
  }

  /** Skips to the next match outside parentheses, and returns whether there is one. */
  boolean skipTo(Predicate<Token> match) {
    int depth = 0;
    for (; !isAtEnd(); at++) {
      Token next = peek();
      if (depth == 0 && match.test(next)) {
        return true;
      }
      if (next.isSymbol('(')) {
        depth++;
      } else if (next.isSymbol(')')) {
        depth--;
      }
    }
    return false;
  }

  /** Skips past the next comma outside parentheses, and returns whether there is one. */
  boolean skipToNextInList() {
    return skipTo(token -> token.isSymbol(',')) && takeSymbol(',');
  }

  boolean contains(String keyword) {
    return rest().skipToAtAnyDepth(token -> token.is(keyword));
  }

  /** Consumes a group in parentheses if one is next, and returns whether it was. */
  boolean skipGroup() {
    if (!takeSymbol('(')) {
      return false;
    }
    skipTo(token -> token.isSymbol(')'));
    takeSymbol(')');
    return true;
  }

  /** Consumes and returns the tokens before the next match outside parentheses. */
  List<Token> takeUntil(Predicate<Token> match) {
    int begin = at;
    skipTo(match);
    return tokens.subList(Math.min(begin, tokens.size()), Math.min(at, tokens.size()));
  }

  boolean skipToAtAnyDepth(Predicate<Token> match) {
    for (; !isAtEnd(); at++) {
      if (match.test(peek())) {
        return true;
      }
    }
    return false;
  }

  /** Consumes {@code name} or {@code database.name}. */
  ObjectName takeName() {
    String first = take().text();
    if (takeSymbol('.')) {
      return new ObjectName(first, take().text());
    }
    return new ObjectName("", first);
  }

  /** Consumes {@code user@host}. */
  String takeAccount() {
    String user = take().text();
    if (peek().isSymbol('(')) { // CURRENT_USER()
      take();
      take();
    }
    if (!takeSymbol('@')) {
      return user.equalsIgnoreCase("CURRENT_USER") ? user : user + "@%";
    }
    StringBuilder host = new StringBuilder(take().text());
    while (peek().isSymbol('.') || peek().isSymbol('%')) { // without quotes: a.b
      host.append(take().text()).append(take().text());
    }
    return user + "@" + host;
  }
}
