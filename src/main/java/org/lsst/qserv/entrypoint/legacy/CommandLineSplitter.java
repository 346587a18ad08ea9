// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into arguments at spaces outside of quotes, as a shell does. */
final class CommandLineSplitter {
  private static final char NO_QUOTE = 0;

  private CommandLineSplitter() {}

  /**
   * Returns the arguments of a command line; a reference {@code {{ a }}} is not split.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<String> split(String text) {
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    boolean started = false;
    char quote = NO_QUOTE;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == NO_QUOTE && text.startsWith("{{", i) && text.indexOf("}}", i) > 0) {
        int end = text.indexOf("}}", i) + 2;
        argument.append(text, i, end);
        started = true;
        i = end - 1;
      } else if (quote == NO_QUOTE && Character.isWhitespace(c)) {
        if (started) {
          arguments.add(argument.toString());
        }
        argument.setLength(0);
        started = false;
      } else if (c == quote) {
        quote = NO_QUOTE;
      } else if (quote == NO_QUOTE && (c == '\'' || c == '"')) {
        quote = c;
        started = true;
      } else if (quote != '\'' && c == '\\' && i + 1 < text.length()) {
        i++;
        argument.append(text.charAt(i));
        started = true;
      } else {
        argument.append(c);
        started = true;
      }
    }
    if (quote != NO_QUOTE) {
      throw new IllegalArgumentException("unterminated quote");
    }
    if (started) {
      arguments.add(argument.toString());
    }
    return arguments;
  }
}
