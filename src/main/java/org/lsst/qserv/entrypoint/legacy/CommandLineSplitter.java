// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;

/** Splits a command that is one text into words as a shell does: at spaces, but for quotes. */
final class CommandLineSplitter {
  private static final char NO_QUOTE = 0;

  private CommandLineSplitter() {}

  /**
   * The words; a reference {@code {{ a }}} stays in one piece.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean started = false;
    char quote = NO_QUOTE;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == NO_QUOTE && text.startsWith("{{", i) && text.indexOf("}}", i) > 0) {
        int end = text.indexOf("}}", i) + 2;
        word.append(text, i, end);
        started = true;
        i = end - 1;
      } else if (quote == NO_QUOTE && Character.isWhitespace(c)) {
        if (started) {
          words.add(word.toString());
        }
        word.setLength(0);
        started = false;
      } else if (c == quote) {
        quote = NO_QUOTE;
      } else if (quote == NO_QUOTE && (c == '\'' || c == '"')) {
        quote = c;
        started = true;
      } else if (quote != '\'' && c == '\\' && i + 1 < text.length()) {
        i++;
        word.append(text.charAt(i));
        started = true;
      } else {
        word.append(c);
        started = true;
      }
    }
    if (quote != NO_QUOTE) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    if (started) {
      words.add(word.toString());
    }
    return words;
  }
}
