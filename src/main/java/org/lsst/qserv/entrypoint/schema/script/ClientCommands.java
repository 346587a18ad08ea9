// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Locale;
import java.util.Set;

/**
 * Recognizes the commands of the {@code mariadb} client. The client executes them itself if a
 * statement, or a line between two statements, consists of one (its manual page, "Commands").
 */
final class ClientCommands {
  private static final Set<String> WITHOUT_ARGUMENTS =
      Set.of(
          "clear",
          "edit",
          "ego",
          "exit",
          "go",
          "nopager",
          "notee",
          "nowarning",
          "print",
          "quit",
          "rehash",
          "sandbox",
          "status",
          "warnings");

  private static final Set<String> WITH_ARGUMENTS =
      Set.of(
          "?",
          "charset",
          "connect",
          "delimiter",
          "help",
          "pager",
          "prompt",
          "source",
          "system",
          "tee",
          "use");

  /** The longest name of a command. */
  private static final int MAX_LENGTH = 9;

  private ClientCommands() {}

  /** Returns whether the text starts with the name of a command. */
  static boolean startsWithCommand(String text) {
    String name = name(text);
    return WITHOUT_ARGUMENTS.contains(name) || WITH_ARGUMENTS.contains(name);
  }

  /**
   * Returns whether the text is a command that scripts cannot contain: any except {@code DELIMITER}
   * and {@code USE}.
   */
  static boolean isUnsupported(String text) {
    String name = name(text);
    boolean alone = text.substring(name.length()).isBlank();
    boolean other = !name.equals("delimiter") && !(name.equals("use") && !alone);
    return other && (WITH_ARGUMENTS.contains(name) || (alone && WITHOUT_ARGUMENTS.contains(name)));
  }

  /** Returns whether this is {@code USE database}. */
  static boolean isUse(String text) {
    return name(text).equals("use") && !argument(text).isEmpty();
  }

  static boolean isDelimiter(String text) {
    return name(text).equals("delimiter");
  }

  /** Returns the first argument of a command, without quotes. */
  static String argument(String text) {
    String rest = text.substring(name(text).length()).strip();
    if (!rest.isEmpty() && "'\"`".indexOf(rest.charAt(0)) >= 0) {
      int end = rest.indexOf(rest.charAt(0), 1);
      return end < 0 ? rest.substring(1) : rest.substring(1, end);
    }
    int end = 0;
    while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
      end++;
    }
    return rest.substring(0, end);
  }

  private static String name(String text) {
    int end = 0;
    while (end < text.length() && end <= MAX_LENGTH && " \t".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
