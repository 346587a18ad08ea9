package org.lsst.qserv.entrypoint.schema.script;

import java.util.Locale;
import java.util.Set;

/**
 * The words that the {@code mariadb} client keeps to itself when a statement, or a line between two
 * statements, consists of them (its manual page, "Commands").
 */
public final class ClientCommands {
  private static final Set<String> ALONE =
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
          "status",
          "warnings",
          "?",
          "help",
          "connect",
          "pager",
          "tee",
          "source",
          "system",
          "charset",
          "prompt",
          "sandbox");

  private static final Set<String> WITH_ARGUMENTS =
      Set.of("?", "charset", "connect", "help", "pager", "prompt", "source", "system", "tee");

  private ClientCommands() {}

  /** Whether this is not for the server. */
  static boolean includes(String text) {
    int end = endOfWord(text);
    String word = text.substring(0, end).toLowerCase(Locale.ROOT);
    boolean alone = text.substring(end).isBlank();
    return alone ? ALONE.contains(word) : WITH_ARGUMENTS.contains(word);
  }

  /** Whether this is {@code USE database}. */
  static boolean isUse(String text) {
    int end = endOfWord(text);
    return text.substring(0, end).equalsIgnoreCase("use") && !text.substring(end).isBlank();
  }

  /** Whether this begins with {@code DELIMITER}. */
  static boolean isDelimiter(String text) {
    return text.substring(0, endOfWord(text)).equalsIgnoreCase("delimiter");
  }

  private static int endOfWord(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
