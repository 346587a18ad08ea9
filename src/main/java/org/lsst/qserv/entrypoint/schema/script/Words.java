package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The words of a statement, read from left to right. */
public final class Words {
  private static final Token END = new Token(Token.Type.SIGN, "\0");

  private final List<Token> tokens;
  private int at;

  Words(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The rest, to be read apart. */
  Words rest() {
    return new Words(tokens.subList(Math.min(at, tokens.size()), tokens.size()));
  }

  /** All of them, from the first. */
  Words again() {
    return new Words(tokens);
  }

  List<Token> remaining() {
    return tokens.subList(Math.min(at, tokens.size()), tokens.size());
  }

  boolean isAtEnd() {
    return at >= tokens.size();
  }

  /** The next one; at the end, a sign that stands in no statement. */
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

  /** Takes the next one if it is this key word. */
  boolean take(String word) {
    boolean is = peek().is(word);
    at += is ? 1 : 0;
    return is;
  }

  boolean takeOneOf(Set<String> words) {
    boolean is = peek().isOneOf(words);
    at += is ? 1 : 0;
    return is;
  }

  boolean takeSign(char sign) {
    boolean is = peek().isSign(sign);
    at += is ? 1 : 0;
    return is;
  }

  /** Takes all of them if they are next. */
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

  /** Goes to the next one that fits, outside of parentheses, and tells whether there is one. */
  boolean skipTo(Predicate<Token> wanted) {
    int depth = 0;
    for (; !isAtEnd(); at++) {
      Token next = peek();
      if (depth == 0 && wanted.test(next)) {
        return true;
      }
      if (next.isSign('(')) {
        depth++;
      } else if (next.isSign(')')) {
        depth--;
      }
    }
    return false;
  }

  /** Goes behind the next comma outside of parentheses, and tells whether there is one. */
  boolean skipToNextInList() {
    return skipTo(token -> token.isSign(',')) && takeSign(',');
  }

  boolean contains(String word) {
    return rest().skipToAnywhere(token -> token.is(word));
  }

  boolean containsCall(Set<String> functions) {
    for (int i = at; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).isOneOf(functions) && tokens.get(i + 1).isSign('(')) {
        return true;
      }
    }
    return false;
  }

  boolean skipToAnywhere(Predicate<Token> wanted) {
    for (; !isAtEnd(); at++) {
      if (wanted.test(peek())) {
        return true;
      }
    }
    return false;
  }

  /** Takes {@code name} or {@code database.name}. */
  QualifiedName takeName() {
    String first = take().text();
    if (takeSign('.')) {
      return new QualifiedName(first, take().text());
    }
    return new QualifiedName("", first);
  }

  /** Takes {@code user@host}. */
  String takeAccount() {
    String user = take().text();
    if (peek().isSign('(')) { // CURRENT_USER()
      take();
      take();
    }
    if (!takeSign('@')) {
      return user.equalsIgnoreCase("CURRENT_USER") ? user : user + "@%";
    }
    StringBuilder host = new StringBuilder(take().text());
    while (peek().isSign('.') || peek().isSign('%')) { // without quotes: a.b
      host.append(take().text()).append(take().text());
    }
    return user + "@" + host;
  }

  /** A name, in a database or in the current one. */
  record QualifiedName(String database, String name) {}
}
