// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the tokens of a statement and keeps their number small. In statements that write or read
 * data, literals lose their values, a list of literals becomes one literal, and a row that equals
 * the previous one is dropped. An {@code INSERT} of 80,000 rows needs a few dozen tokens.
 */
final class TokenList {
  private static final Set<String> DATA_VERBS =
      Set.of("INSERT", "REPLACE", "SELECT", "UPDATE", "DELETE", "WITH", "VALUES");

  private static final Set<String> LITERALS = Set.of("NULL", "TRUE", "FALSE", "DEFAULT");

  /** Prefixes of strings, as in {@code x'00'}; {@code _utf8'a'} has one, too. */
  private static final Set<String> PREFIXES = Set.of("X", "B", "N");

  private static final int MAX_SHARED_TOKENS = 1024;

  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, Token> shared = new HashMap<>();
  private boolean isData;
  private int depth;

  /** Start and end of the last outermost group in parentheses. */
  private int groupStart = -1;

  private int groupEnd = -1;
  private int start = -1;

  List<Token> tokens() {
    return tokens;
  }

  void add(Token token) {
    if (tokens.size() == depth
        && !token.isSymbol('(')) { // the first token, or the verb of (SELECT …)
      isData = token.isOneOf(DATA_VERBS);
      tokens.add(token);
    } else if (isData) {
      addToData(token);
    } else {
      depth += token.isSymbol('(') && tokens.size() == depth ? 1 : 0;
      tokens.add(token);
    }
  }

  private void addToData(Token token) {
    if (last(1).isSymbol('@')) { // the name of a variable, which may have quotes
      tokens.add(token);
    } else if (token.isLiteral() || (token.isOneOf(LITERALS) && isInList())) {
      addLiteral(token);
    } else if (token.isSymbol('(')) {
      open(token);
    } else if (token.isSymbol(')')) {
      close(token);
    } else {
      tokens.add(token.type() == Token.Type.WORD ? shared(token) : token);
    }
  }

  private boolean isInList() {
    return last(1).isSymbol('(') || last(1).isSymbol(',');
  }

  private void addLiteral(Token token) {
    if (token.isString() && isPrefix(last(1))) {
      tokens.removeLast();
    }
    boolean signed = last(1).isSymbol('-') || last(1).isSymbol('+');
    if (signed && (last(2).isSymbol('(') || last(2).isSymbol(','))) {
      tokens.removeLast();
    }
    boolean listed = last(1).isSymbol(',') && last(2).equals(Token.LITERAL);
    if (listed && (last(3).isSymbol('(') || last(3).isSymbol(','))) {
      tokens.removeLast();
      return;
    }
    tokens.add(Token.LITERAL);
  }

  private static boolean isPrefix(Token token) {
    return token.isOneOf(PREFIXES)
        || (token.type() == Token.Type.WORD && token.text().startsWith("_"));
  }

  private void open(Token token) {
    if (depth == 0) {
      start = tokens.size();
    }
    depth++;
    tokens.add(token);
  }

  private void close(Token token) {
    tokens.add(token);
    depth--;
    if (depth != 0) {
      return;
    }
    boolean next = groupEnd >= 0 && groupEnd + 1 == start && tokens.get(groupEnd).isSymbol(',');
    if (next && equalsLastGroup()) {
      tokens.subList(groupEnd, tokens.size()).clear();
      return;
    }
    groupStart = start;
    groupEnd = tokens.size();
  }

  private boolean equalsLastGroup() {
    return tokens.subList(groupStart, groupEnd).equals(tokens.subList(start, tokens.size()));
  }

  private Token shared(Token token) {
    if (shared.size() >= MAX_SHARED_TOKENS) {
      return shared.getOrDefault(token.text(), token);
    }
    return shared.computeIfAbsent(token.text(), text -> token);
  }

  private Token last(int back) {
    return tokens.size() < back ? TokenStream.END : tokens.get(tokens.size() - back);
  }
}
