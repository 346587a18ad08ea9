package org.lsst.qserv.entrypoint.schema.script;

import java.util.Locale;
import java.util.Set;

/**
 * One word, name, string or sign of a statement.
 *
 * @param text without quotes
 */
public record Token(Type type, String text) {
  enum Type {
    /** A key word, a name without quotes, or a number. */
    WORD,
    /** In backticks. */
    NAME,
    /** In single quotes. */
    STRING,
    /** In double quotes: a string, or a name under ANSI_QUOTES. */
    DOUBLE_QUOTED,
    SIGN
  }

  boolean is(String word) {
    return type == Type.WORD && text.equalsIgnoreCase(word);
  }

  /** Whether it is one of these key words, given in capitals. */
  boolean isOneOf(Set<String> words) {
    return type == Type.WORD && words.contains(upper());
  }

  boolean isSign(char sign) {
    return type == Type.SIGN && text.charAt(0) == sign;
  }

  String upper() {
    return text.toUpperCase(Locale.ROOT);
  }
}
