// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Locale;
import java.util.Set;

/**
 * A keyword, name, literal or symbol of a statement.
 *
 * @param text the token without quotes and with resolved escapes; empty for {@link
 *     Type#LONG_STRING}
 */
record Token(Type type, String text) {
  enum Type {
    /** A keyword, or a name without quotes. */
    WORD,
    /** A quoted name: in backticks, or in double quotes under {@code ANSI_QUOTES}. */
    QUOTED_NAME,
    STRING,
    /** A string whose content is too long to be kept. */
    LONG_STRING,
    NUMBER,
    /** One character, such as a comma. */
    SYMBOL
  }

  /** Represents the literals of a data statement, whose values do not matter. */
  static final Token LITERAL = new Token(Type.NUMBER, "0");

  /** Returns whether this is the keyword. */
  boolean is(String keyword) {
    return type == Type.WORD && text.equalsIgnoreCase(keyword);
  }

  /** Returns whether this is one of the keywords, which must be in uppercase. */
  boolean isOneOf(Set<String> keywords) {
    return type == Type.WORD && keywords.contains(upper());
  }

  boolean isSymbol(char symbol) {
    return type == Type.SYMBOL && text.charAt(0) == symbol;
  }

  boolean isLiteral() {
    return isString() || type == Type.NUMBER;
  }

  boolean isString() {
    return type == Type.STRING || type == Type.LONG_STRING;
  }

  /** Returns whether this may be the name of an object. */
  boolean isName() {
    return type == Type.WORD || type == Type.QUOTED_NAME;
  }

  String upper() {
    return text.toUpperCase(Locale.ROOT);
  }
}
