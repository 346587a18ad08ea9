// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import org.jspecify.annotations.Nullable;

/** Reads strings and quoted names. */
final class QuotedText {
  private static final int MAX_LENGTH = 64 << 10;

  private final TextCursor cursor;
  private final SqlMode mode;
  private @Nullable UnclosedElement unclosed;

  QuotedText(TextCursor cursor, SqlMode mode) {
    this.cursor = cursor;
    this.mode = mode;
  }

  /** Returns the quoted text that is not closed at the end of the statement, or null. */
  @Nullable UnclosedElement unclosed() {
    return unclosed;
  }

  /** Consumes the quoted text at the cursor, and returns null if it is not closed. */
  @Nullable Token take() {
    char quote = (char) cursor.peek();
    int line = cursor.line();
    boolean name = quote == '`' || (quote == '"' && mode.ansiQuotes());
    boolean escapes = !name && !mode.noBackslashEscapes();
    cursor.skip(1);
    int begin = cursor.index();
    boolean plain = skipContent(quote, escapes);
    if (cursor.isAtEnd()) {
      unclosed = UnclosedElement.quoted(line, quote);
      return null;
    }
    int length = cursor.index() - begin;
    String content = length > MAX_LENGTH ? "" : cursor.since(begin);
    cursor.skip(1);
    if (length > MAX_LENGTH && !name) {
      return new Token(Token.Type.LONG_STRING, "");
    }
    return new Token(
        name ? Token.Type.QUOTED_NAME : Token.Type.STRING,
        plain ? content : resolved(content, quote, escapes));
  }

  /** Skips to the closing quote, and returns whether the text has no escapes. */
  private boolean skipContent(char quote, boolean escapes) {
    boolean plain = true;
    while (!cursor.isAtEnd()) {
      int next = cursor.peek();
      boolean pair = (next == quote && cursor.peek(1) == quote) || (next == '\\' && escapes);
      if (next == quote && !pair) {
        return plain;
      }
      plain &= !pair;
      cursor.skip(pair ? 2 : 1);
    }
    return plain;
  }

  private static String resolved(String content, char quote, boolean escapes) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      boolean escape = escapes && c == '\\';
      if ((c == quote || escape) && i + 1 < content.length()) {
        i++;
        value.append(escape ? escaped(content.charAt(i)) : c);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> "\b";
      case '0' -> "\0";
      case 'Z' -> "\u001a";
      case '%', '_' -> "\\" + c;
      default -> Character.toString(c);
    };
  }
}
