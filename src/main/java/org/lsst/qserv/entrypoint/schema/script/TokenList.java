// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the tokens of a statement and keeps their number small: in statements that write or read
 * data, literals lose their values, lists of literals become one, and a row is dropped if it equals
 * the one before. So an {@code INSERT} of 80,000 rows needs a few dozen tokens.
 */
final class TokenList {
  private static final Set<String> OF_DATA =
      Set.of("INSERT", "REPLACE", "SELECT", "UPDATE", "DELETE", "WITH", "VALUES");

  private static final Set<String> LITERALS = Set.of("NULL", "TRUE", "FALSE", "DEFAULT");

  /** Words before a string that belong to it: {@code x'00'}, {@code _utf8'a'}. */
  private static final Set<String> PREFIXES = Set.of("X", "B", "N");

  private static final int SHARED_WORDS = 1024;

  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, Token> shared = new HashMap<>();
  private boolean ofData;
  private int depth;

  /** Where the last group in parentheses outside of others starts and ends. */
  private int groupStart = -1;

  private int groupEnd = -1;
  private int start = -1;

  List<Token> tokens() {
    return tokens;
  }

  void add(Token token) {
    if (tokens.size() == depth && !token.isSign('(')) { // the first one, or that of (SELECT …)
      ofData = token.isOneOf(OF_DATA);
      tokens.add(token);
    } else if (ofData) {
      addOfData(token);
    } else {
      depth += token.isSign('(') && tokens.size() == depth ? 1 : 0;
      tokens.add(token);
    }
  }

  private void addOfData(Token token) {
    if (last(1).isSign('@')) { // the name of a variable, which may have quotes
      tokens.add(token);
    } else if (token.isLiteral() || (token.isOneOf(LITERALS) && isInList())) {
      addLiteral(token);
    } else if (token.isSign('(')) {
      open(token);
    } else if (token.isSign(')')) {
      close(token);
    } else {
      tokens.add(token.type() == Token.Type.WORD ? shared(token) : token);
    }
  }

  private boolean isInList() {
    return last(1).isSign('(') || last(1).isSign(',');
  }

  private void addLiteral(Token token) {
    if (token.isString() && isPrefix(last(1))) {
      tokens.removeLast();
    }
    boolean signed = last(1).isSign('-') || last(1).isSign('+');
    if (signed && (last(2).isSign('(') || last(2).isSign(','))) {
      tokens.removeLast();
    }
    boolean listed = last(1).isSign(',') && last(2).equals(Token.LITERAL);
    if (listed && (last(3).isSign('(') || last(3).isSign(','))) {
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
    boolean next = groupEnd >= 0 && groupEnd + 1 == start && tokens.get(groupEnd).isSign(',');
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
    if (shared.size() >= SHARED_WORDS) {
      return shared.getOrDefault(token.text(), token);
    }
    return shared.computeIfAbsent(token.text(), text -> token);
  }

  private Token last(int back) {
    return tokens.size() < back ? TokenStream.END : tokens.get(tokens.size() - back);
  }
}
