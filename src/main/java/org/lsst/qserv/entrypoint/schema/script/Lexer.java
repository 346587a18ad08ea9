// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Splits SQL text into tokens as the server's lexer does. The text may grow between two calls. */
final class Lexer {
  /** Numbers that contain letters: hexadecimal, binary, or with an exponent. */
  private static final Pattern NUMBER =
      Pattern.compile("0[xX][0-9a-fA-F]+|0b[01]+|[0-9.]+[eE][0-9]+");

  private static final Token[] SYMBOLS = new Token[128];

  static {
    Arrays.setAll(SYMBOLS, sign -> new Token(Token.Type.SYMBOL, Character.toString((char) sign)));
  }

  private final TextCursor cursor;
  private final CommentSkipper comments;
  private final QuotedText quoted;
  private boolean afterPoint;
  private int line;

  /**
   * Creates a lexer.
   *
   * @param from the index of the first byte
   * @param line the line of that byte, from 1
   */
  Lexer(Utf8Text text, int from, int line, SqlMode mode) {
    this.cursor = new TextCursor(text, from, line);
    this.comments = new CommentSkipper(cursor);
    this.quoted = new QuotedText(cursor, mode);
  }

  /**
   * Returns the next token, or null if none is complete before the index {@code end}.
   *
   * @param end the index after the last byte to read; no token extends beyond it
   */
  @Nullable Token next(int end) {
    cursor.setEnd(end);
    comments.skip();
    line = cursor.line();
    if (cursor.isAtEnd()) {
      return null;
    }
    Token token = token();
    afterPoint = token != null && token.isSymbol('.');
    return token;
  }

  /** Returns the line in which the last token starts. */
  int line() {
    return line;
  }

  /** Returns the index after the last token. */
  int index() {
    return cursor.index();
  }

  /** Returns the element that is not closed at the end of the text, or null. */
  @Nullable UnclosedElement unclosed() {
    return quoted.unclosed() == null ? comments.unclosed() : quoted.unclosed();
  }

  private @Nullable Token token() {
    int next = cursor.peek();
    if (next == '\'' || next == '"' || next == '`') {
      return quoted.take();
    }
    if (cursor.isNext("\\N")) {
      cursor.skip(2);
      return new Token(Token.Type.WORD, "NULL");
    }
    if (TextCursor.isDigit(next) && !afterPoint) {
      return number();
    }
    if (TextCursor.isWord(next)) {
      return new Token(Token.Type.WORD, word());
    }
    cursor.skip(1);
    return SYMBOLS[next];
  }

  private String word() {
    int begin = cursor.index();
    while (TextCursor.isWord(cursor.peek())) {
      cursor.skip(1);
    }
    return cursor.since(begin);
  }

  /** A word that starts with a digit may also be a name. */
  private Token number() {
    int begin = cursor.index();
    while (TextCursor.isDigit(cursor.peek())) {
      cursor.skip(1);
    }
    if (cursor.peek() == '.' && TextCursor.isDigit(cursor.peek(1))) {
      do {
        cursor.skip(1);
      } while (TextCursor.isDigit(cursor.peek()));
    }
    if (!TextCursor.isWord(cursor.peek())) {
      return new Token(Token.Type.NUMBER, cursor.since(begin));
    }
    String rest = word();
    boolean exponent = rest.equalsIgnoreCase("e");
    if (exponent && isSign(cursor.peek()) && TextCursor.isDigit(cursor.peek(1))) {
      cursor.skip(1);
      word();
      return new Token(Token.Type.NUMBER, cursor.since(begin));
    }
    boolean number = NUMBER.matcher(cursor.since(begin)).matches();
    return new Token(number ? Token.Type.NUMBER : Token.Type.WORD, cursor.since(begin));
  }

  private static boolean isSign(int c) {
    return c == '+' || c == '-';
  }
}
