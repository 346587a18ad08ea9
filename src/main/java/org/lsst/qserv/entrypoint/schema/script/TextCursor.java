// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Locale;

/** A position in the text of a script that moves forward and tracks its line. */
final class TextCursor {
  private final Utf8Text text;
  private int index;
  private int line;
  private int end;

  TextCursor(Utf8Text text, int index, int line) {
    this.text = text;
    this.index = index;
    this.line = line;
  }

  void setEnd(int end) {
    this.end = end;
  }

  boolean isAtEnd() {
    return index >= end;
  }

  int index() {
    return index;
  }

  int line() {
    return line;
  }

  /** Returns the next byte; 0 at the end. */
  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    return index + ahead < end ? text.at(index + ahead) : 0;
  }

  boolean isNext(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (peek(i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  void skip(int bytes) {
    for (int i = 0; i < bytes && index < end; i++) {
      line += text.at(index++) == '\n' ? 1 : 0;
    }
  }

  void skipLine() {
    while (!isAtEnd() && peek() != '\n') {
      skip(1);
    }
  }

  void skipToEnd() {
    skip(end - index);
  }

  String since(int begin) {
    return text.substring(begin, index);
  }

  static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWord(int c) {
    return isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '$'
        || c >= 0x80;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "line %d", line);
  }
}
