// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/** Reads the client's commands in a script and keeps the current delimiter. */
final class ClientCommandReader {
  /** The client truncates a delimiter to this length. */
  private static final int LONGEST_DELIMITER = 15;

  /** Longer statements are not commands. */
  private static final int LONGEST_COMMAND = 4096;

  private final CharSource source;
  private final ScriptErrors errors;
  private String delimiter = ";";
  private String useStatement = "";

  ClientCommandReader(CharSource source, ScriptErrors errors) {
    this.source = source;
    this.errors = errors;
  }

  boolean isDelimiterSemicolon() {
    return delimiter.equals(";");
  }

  boolean mayBeDelimiter(char c) {
    return delimiter.charAt(0) == c;
  }

  boolean isDelimiterNext() {
    for (int i = 0; i < delimiter.length(); i++) {
      if (source.peek(i) != delimiter.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  void skipDelimiter() {
    skip(delimiter.length());
  }

  void skipLine() {
    while (source.peek() != '\n' && source.peek() != CharSource.END) {
      source.skip();
    }
  }

  /** Consumes the line if it is a command, and returns whether it was. */
  boolean takeCommand() {
    useStatement = "";
    int indent = 0;
    while (TextCursor.isSpace(source.peek(indent)) && source.peek(indent) != '\n') {
      indent++;
    }
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < 16 && source.peek(indent + i) > 0 && source.peek(indent + i) != '\n'; i++) {
      start.append((char) source.peek(indent + i));
    }
    if (!ClientCommands.startsWithCommand(start.toString())) {
      return false;
    }
    String line = source.restOfLine().substring(indent);
    boolean isDelimiter = ClientCommands.isDelimiter(line);
    if (line.contains("\\g") || (line.contains(delimiter) && !isDelimiter)) {
      return false;
    }
    return takeCommand(line, isDelimiter);
  }

  private boolean takeCommand(String line, boolean isDelimiter) {
    if (isDelimiter) {
      setDelimiter(line);
    } else if (ClientCommands.isUse(line)) {
      useStatement = useStatement(line);
    } else if (ClientCommands.isUnsupported(line)) {
      throw errors.clientCommand(source.line(), line.strip());
    } else {
      return false;
    }
    skipLine();
    return true;
  }

  /** Returns the statement of the last line if that was {@code USE database}, or an empty text. */
  String useStatement() {
    return useStatement;
  }

  /** The client takes the name literally, so SQL may need backticks. */
  private static String useStatement(String line) {
    String name = ClientCommands.argument(line);
    boolean plain = !line.contains("'") && !line.contains("\"") && name.matches("[\\w$]+");
    boolean quoted = line.contains("`" + name + "`");
    return plain || quoted ? line.strip() : "USE `" + name.replace("`", "``") + "`";
  }

  private void setDelimiter(String line) {
    String argument = ClientCommands.argument(line);
    if (argument.isEmpty() || argument.contains("\\")) {
      throw errors.delimiterWithoutArgument(source.line());
    }
    delimiter = argument.substring(0, Math.min(argument.length(), LONGEST_DELIMITER));
  }

  /** Rejects a statement that the client would execute itself. */
  void rejectCommand(ClientQuery query) {
    if (query.text().length() > LONGEST_COMMAND) {
      return;
    }
    String text = query.text().substring(0, query.text().length());
    if (ClientCommands.isDelimiter(text)) {
      throw errors.delimiterInLine(query.line());
    }
    if (ClientCommands.isUnsupported(text) && !text.contains("\\g")) {
      throw errors.clientCommand(query.line(), text.lines().findFirst().orElse(text).strip());
    }
  }

  private void skip(int chars) {
    for (int i = 0; i < chars; i++) {
      source.skip();
    }
  }
}
