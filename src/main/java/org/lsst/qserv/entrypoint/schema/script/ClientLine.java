// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/** The client's commands in a script, and the delimiter that one of them sets. */
final class ClientLine {
  /** The client keeps no more of a delimiter. */
  private static final int LONGEST_DELIMITER = 15;

  /** Longer statements are no commands. */
  private static final int LONGEST_COMMAND = 4096;

  private final CharSource source;
  private final ScriptErrors errors;
  private String delimiter = ";";
  private String use = "";

  ClientLine(CharSource source, ScriptErrors errors) {
    this.source = source;
    this.errors = errors;
  }

  boolean isSemicolon() {
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

  /** Takes the line if it is a command. */
  boolean take() {
    use = "";
    int indent = 0;
    while (TextCursor.isSpace(source.peek(indent)) && source.peek(indent) != '\n') {
      indent++;
    }
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < 16 && source.peek(indent + i) > 0 && source.peek(indent + i) != '\n'; i++) {
      start.append((char) source.peek(indent + i));
    }
    if (!ClientCommands.startsWithOne(start.toString())) {
      return false;
    }
    String line = source.restOfLine().substring(indent);
    boolean changes = ClientCommands.isDelimiter(line);
    if (line.contains("\\g") || (line.contains(delimiter) && !changes)) {
      return false;
    }
    return take(line, changes);
  }

  private boolean take(String line, boolean changes) {
    if (changes) {
      change(line);
    } else if (ClientCommands.isUse(line)) {
      use = statement(line);
    } else if (ClientCommands.includes(line)) {
      throw errors.clientCommand(source.line(), line.strip());
    } else {
      return false;
    }
    skipLine();
    return true;
  }

  /** Returns the statement if the line was {@code USE database}, or an empty text. */
  String use() {
    return use;
  }

  /** The client takes the name literally, where SQL needs backticks. */
  private static String statement(String line) {
    String name = ClientCommands.argument(line);
    boolean plain = !line.contains("'") && !line.contains("\"") && name.matches("[\\w$]+");
    boolean quoted = line.contains("`" + name + "`");
    return plain || quoted ? line.strip() : "USE `" + name.replace("`", "``") + "`";
  }

  private void change(String line) {
    String argument = ClientCommands.argument(line);
    if (argument.isEmpty() || argument.contains("\\")) {
      throw errors.delimiterWithoutArgument(source.line());
    }
    delimiter = argument.substring(0, Math.min(argument.length(), LONGEST_DELIMITER));
  }

  /** Rejects a statement that the client would execute itself. */
  void check(Packet packet) {
    if (packet.text().length() > LONGEST_COMMAND) {
      return;
    }
    String text = packet.text().substring(0, packet.text().length());
    if (ClientCommands.isDelimiter(text)) {
      throw errors.delimiterInLine(packet.line());
    }
    if (ClientCommands.includes(text) && !text.contains("\\g")) {
      throw errors.clientCommand(packet.line(), text.lines().findFirst().orElse(text).strip());
    }
  }

  private void skip(int chars) {
    for (int i = 0; i < chars; i++) {
      source.skip();
    }
  }
}
