package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Reads a script from its beginning to its end, once. What it does at each character, and in which
 * order, is what the client does ({@code add_line} in its source).
 */
public final class ScriptReader {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String script;
  private final String origin;
  private final List<SqlStatement> statements = new ArrayList<>();
  private final TemporaryTables temporaryTables = new TemporaryTables();
  private String delimiter = ";";
  private StatementBuffer statement = new StatementBuffer();
  private int at;
  private int line = 1;
  private int executableComment;

  /** A script in any of the usual forms: with a byte order mark, with CRLF. */
  ScriptReader(String script, String origin) {
    String unmarked = script.startsWith(BYTE_ORDER_MARK) ? script.substring(1) : script;
    this.script = unmarked.replace("\r\n", "\n");
    this.origin = origin;
  }

  List<SqlStatement> read() {
    while (at < script.length()) {
      step();
    }
    if (executableComment > 0) {
      throw notClosed(executableComment, "the comment that begins with /*!", "*/");
    }
    statement.compound().requireClosed(this::notClosed);
    end();
    return List.copyOf(statements);
  }

  private void step() {
    if (statement.isEmpty() && (skipWhitespace() || takeClientCommand())) {
      return;
    }
    char next = script.charAt(at);
    if (next == '\\') {
      backslash();
    } else if (script.startsWith(delimiter, at)) {
      delimiter();
    } else if (isLineComment(next)) {
      move(endOfLine() - at);
    } else if (isHere("/*") && !isExecutableComment()) {
      comment();
    } else if (isHere("/*")) {
      executableComment = line;
      statement.copy(take(isHere("/*M") ? 4 : 3), line);
      takeVersion();
    } else if (executableComment > 0 && isHere("*/")) {
      executableComment = 0;
      statement.copy(take(2), line);
    } else if (next == '\'' || next == '"' || next == '`') {
      quoted(next);
    } else if (isWordCharacter(next)) {
      word();
    } else if (Character.isWhitespace(next)) {
      statement.copy(take(1), line);
    } else {
      statement.add(new Token(Token.Type.SIGN, Character.toString(next)), take(1), line);
    }
  }

  private boolean skipWhitespace() {
    int begin = at;
    while (at < script.length() && Character.isWhitespace(script.charAt(at))) {
      move(1);
    }
    return at > begin;
  }

  /** Between two statements a line may be the client's own. */
  private boolean takeClientCommand() {
    String rest = script.substring(at, endOfLine());
    if (ClientCommands.isDelimiter(rest)) {
      changeDelimiter(rest);
      move(rest.length());
      return true;
    }
    if (!atBeginningOfLine() || rest.contains(delimiter) || rest.contains("\\g")) {
      return false;
    }
    if (ClientCommands.isUse(rest)) {
      while (!rest.isEmpty() && at < script.length() && script.charAt(at) != '\n') {
        tokenOfUse();
      }
      end();
      return true;
    }
    refuseClientCommand(rest, line);
    return false;
  }

  private void tokenOfUse() {
    char next = script.charAt(at);
    if (next == '`') {
      quoted(next);
    } else if (isWordCharacter(next)) {
      word();
    } else {
      statement.copy(take(1), line);
    }
  }

  private void changeDelimiter(String command) {
    String argument = command.substring("delimiter".length()).strip();
    int end = 0;
    while (end < argument.length() && !Character.isWhitespace(argument.charAt(end))) {
      end++;
    }
    String changed = unquoted(argument.substring(0, end));
    if (changed.isEmpty() || changed.contains("\\")) {
      throw failure(
          line,
          "DELIMITER needs a word without a backslash",
          "write it as DELIMITER $$, and DELIMITER ; after the statement");
    }
    delimiter = changed;
  }

  private static String unquoted(String word) {
    boolean quoted =
        word.length() > 1
            && "'\"`".indexOf(word.charAt(0)) >= 0
            && word.charAt(0) == word.charAt(word.length() - 1);
    return quoted ? word.substring(1, word.length() - 1) : word;
  }

  /** {@code \g} and {@code \G} end a statement, {@code \N} is NULL, the rest is the client's. */
  private void backslash() {
    String command = script.substring(at, Math.min(at + 2, script.length()));
    switch (command) {
      case "\\g", "\\G" -> {
        move(2);
        end();
      }
      case "\\N" -> statement.add(new Token(Token.Type.SIGN, command), take(2), line);
      default -> throw clientCommand(line, command);
    }
  }

  private void delimiter() {
    if (delimiter.equals(";") && statement.compound().isOpen()) {
      statement.add(new Token(Token.Type.SIGN, ";"), take(1), line);
      return;
    }
    move(delimiter.length());
    end();
  }

  private boolean isLineComment(char next) {
    if (next == '#') {
      return true;
    }
    if (!isHere("--")) {
      return false;
    }
    boolean spaced = at + 2 >= script.length() || Character.isWhitespace(script.charAt(at + 2));
    return spaced || statement.isEmpty();
  }

  private boolean isExecutableComment() {
    return isHere("/*!") || isHere("/*M!");
  }

  /** Its line breaks stay, so that the lines that the server counts are those of the script. */
  private void comment() {
    int begin = line;
    int end = script.indexOf("*/", at + 2);
    if (end < 0) {
      throw notClosed(begin, "the comment that begins with /*", "*/");
    }
    String comment = take(end + 2 - at);
    if (!statement.isEmpty()) {
      statement.copy(" " + "\n".repeat((int) comment.chars().filter(c -> c == '\n').count()), line);
    }
  }

  private void takeVersion() {
    while (at < script.length() && Character.isDigit(script.charAt(at))) {
      statement.copy(take(1), line);
    }
  }

  private void quoted(char quote) {
    int begin = line;
    int end = at + 1;
    StringBuilder content = new StringBuilder();
    while (end < script.length()) {
      char next = script.charAt(end);
      boolean doubled =
          next == quote && end + 1 < script.length() && script.charAt(end + 1) == quote;
      if (next == quote && !doubled) {
        statement.add(new Token(typeOf(quote), content.toString()), take(end + 1 - at), begin);
        return;
      }
      boolean escaped = next == '\\' && quote != '`' && end + 1 < script.length();
      content.append(doubled || escaped ? script.charAt(end + 1) : next);
      end += doubled || escaped ? 2 : 1;
    }
    throw notClosed(begin, "the text that begins with " + quote, Character.toString(quote));
  }

  private static Token.Type typeOf(char quote) {
    return switch (quote) {
      case '`' -> Token.Type.NAME;
      case '"' -> Token.Type.DOUBLE_QUOTED;
      default -> Token.Type.STRING;
    };
  }

  /** A delimiter counts in the middle of a word, too. */
  private void word() {
    int end = at + 1;
    while (end < script.length()
        && isWordCharacter(script.charAt(end))
        && !script.startsWith(delimiter, end)) {
      end++;
    }
    String word = script.substring(at, end);
    statement.add(new Token(Token.Type.WORD, word), take(end - at), line);
  }

  private static boolean isWordCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0x7f;
  }

  private void end() {
    StatementBuffer complete = statement;
    statement = new StatementBuffer();
    executableComment = 0;
    String text = complete.text();
    if (text.isEmpty()) {
      return;
    }
    refuseClientCommand(text, complete.line());
    Meaning meaning = temporaryTables.meaningOf(complete.tokens());
    statements.add(
        new SqlStatement(
            statements.size() + 1,
            complete.line(),
            text,
            meaning.kind(),
            meaning.effects(),
            meaning.readsData(),
            meaning.reason()));
  }

  private void refuseClientCommand(String text, int where) {
    if (ClientCommands.includes(text)) {
      throw clientCommand(where, text.lines().findFirst().orElse(text).strip());
    }
  }

  private Failure clientCommand(int where, String command) {
    return failure(
        where,
        "'" + command + "' is a command of the mariadb client, which a server cannot execute",
        "remove it; of the client's commands only DELIMITER, USE, \\g and \\G are understood");
  }

  private Failure notClosed(int where, String what, String missing) {
    return failure(where, what + " is not closed", "write " + missing + " where it ends");
  }

  private Failure failure(int where, String what, String fix) {
    return new Failure(ExitCode.BAD_DATA, origin + ": line " + where + ": " + what, fix);
  }

  private boolean isHere(String text) {
    return script.startsWith(text, at);
  }

  private boolean atBeginningOfLine() {
    return script.substring(script.lastIndexOf('\n', at - 1) + 1, at).isBlank();
  }

  private int endOfLine() {
    int end = script.indexOf('\n', at);
    return end < 0 ? script.length() : end;
  }

  private String take(int length) {
    String taken = script.substring(at, at + length);
    move(length);
    return taken;
  }

  private void move(int length) {
    for (int end = at + length; at < end; at++) {
      if (script.charAt(at) == '\n') {
        line++;
      }
    }
  }
}
