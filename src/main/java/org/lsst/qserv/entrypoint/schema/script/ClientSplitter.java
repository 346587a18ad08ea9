// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import org.jspecify.annotations.Nullable;

/**
 * Divides a script into the packets that the {@code mariadb} client sends in batch mode. It handles
 * each character as the client does, in the same order of checks ({@code add_line} in {@code
 * client/mysql.cc}). In addition, compound statements do not need {@code DELIMITER}.
 */
final class ClientSplitter implements AutoCloseable {
  private final CharSource source;
  private final ScriptErrors errors;
  private final long maxBytes;
  private final ClientCommandReader commands;
  private SqlMode mode = SqlMode.DEFAULT;
  private Packet packet;
  private boolean complete;
  private boolean lineStart = true;
  private char quote;
  private int commentLine;
  private boolean executableOfLine;
  private boolean needsSpace;

  ClientSplitter(CharSource source, String origin, long maxBytes) {
    this.source = source;
    this.errors = new ScriptErrors(origin);
    this.maxBytes = maxBytes;
    this.commands = new ClientCommandReader(source, errors);
    this.packet = new Packet(origin, maxBytes, mode);
  }

  /**
   * Returns the next packet, which may be empty, or null at the end of the script.
   *
   * @param modeOfServer the {@code sql_mode} after the previous statements
   */
  @Nullable Packet next(SqlMode modeOfServer) {
    mode = modeOfServer;
    packet = new Packet(errors.origin(), maxBytes, mode);
    complete = false;
    while (!complete) {
      int next = source.peek();
      if (next == CharSource.END) {
        return atEnd();
      }
      step((char) next);
    }
    return release();
  }

  /** Drops the reference to the packet, which may be large. */
  private Packet release() {
    Packet released = packet;
    packet = new Packet(errors.origin(), maxBytes, mode);
    return released;
  }

  private @Nullable Packet atEnd() {
    if (commentLine > 0) {
      throw errors.unclosed(UnclosedElement.comment(commentLine, "/*"));
    }
    return packet.isEmpty() ? null : release();
  }

  private void step(char next) {
    if (isPlain(next) && !lineStart && !needsSpace && !isInComment() && !packet.isEmpty()) {
      copyUnlessComment(next);
      return;
    }
    boolean first = lineStart;
    lineStart = false;
    if (first && packet.isEmpty() && !isInComment() && quote == 0 && takeCommand()) {
      return;
    }
    if (next == '\n') {
      endOfLine();
    } else if (packet.isEmpty() && TextCursor.isSpace(next)) {
      source.skip();
    } else if (next >= 0x80) {
      copyUnlessComment(next);
    } else if (next == 0) {
      throw errors.nul(source.line());
    } else if (!isInComment() && next == '\\' && isEscape()) {
      backslash();
    } else if (!isInComment() && quote == 0 && commands.isDelimiterNext()) {
      delimiter();
    } else if (!isInComment() && quote == 0 && isLineComment(next)) {
      commands.skipLine();
    } else {
      commentOrText(next);
    }
  }

  /** Returns whether the character has no special meaning anywhere. */
  private boolean isPlain(char c) {
    return (TextCursor.isWord(c) || c == ',' || c == ' ') && !commands.mayBeDelimiter(c);
  }

  private void commentOrText(char next) {
    boolean starts = quote == 0 && isNext('/', '*') && !isExecutableComment();
    boolean ends = isInComment() && !executableOfLine && isNext('*', '/');
    if (starts || ends) {
      commentLine = ends ? 0 : isInComment() ? commentLine : source.line();
      needsSpace |= ends;
      source.skip();
      source.skip();
      return;
    }
    if (quote == 0 && isNext('/', '*') && source.peek(2) == '!') {
      executableOfLine = true;
    } else if (quote == 0 && executableOfLine && isNext('*', '/')) {
      executableOfLine = false;
    }
    text(next);
  }

  private void text(char next) {
    if (next == quote) {
      quote = 0;
    } else if (!isInComment() && quote == 0 && (next == '\'' || next == '"' || next == '`')) {
      quote = next;
    }
    if (needsSpace && !isInComment() && !packet.isEmpty() && !TextCursor.isSpace(next)) {
      packet.append(' ', source.line());
    }
    needsSpace &= isInComment();
    copyUnlessComment(next);
  }

  private void copyUnlessComment(char next) {
    if (!isInComment()) {
      packet.append(next, source.line());
    }
    source.skip();
  }

  private boolean isInComment() {
    return commentLine > 0;
  }

  private boolean takeCommand() {
    if (!commands.takeCommand()) {
      return false;
    }
    String use = commands.useStatement();
    for (int i = 0; i < use.length(); i++) {
      packet.append(use.charAt(i), source.line());
    }
    complete = !use.isEmpty();
    return true;
  }

  /**
   * Line breaks in comments are kept, so that the server's line numbers match those of the script.
   */
  private void endOfLine() {
    if (!packet.isEmpty()) {
      packet.append('\n', source.line());
    }
    source.skip();
    lineStart = true;
    executableOfLine = false;
    needsSpace = false;
  }

  private boolean isEscape() {
    boolean name = quote == '`' || (quote == '"' && mode.ansiQuotes());
    return !name && !(quote != 0 && mode.noBackslashEscapes());
  }

  /** {@code \g} and {@code \G} end a statement, {@code \N} is NULL, others are client commands. */
  private void backslash() {
    int next = source.peek(1);
    if (next == '\n' || next == CharSource.END) {
      source.skip(); // as the client does, also in strings, where it makes no difference
    } else if (quote != 0 || next == 'N') {
      copyUnlessComment('\\');
      if (next < 0x80) {
        copyUnlessComment((char) next);
      }
    } else if (next == 'g' || next == 'G' || next == '-') { // \- is "sandbox"
      source.skip();
      source.skip();
      complete = next != '-';
    } else {
      throw errors.clientCommand(source.line(), "\\" + (char) next);
    }
  }

  private void delimiter() {
    if (commands.isDelimiterSemicolon() && packet.isInCompound()) {
      copyUnlessComment(';');
      return;
    }
    commands.skipDelimiter();
    commands.rejectCommand(packet);
    complete = true;
  }

  private boolean isLineComment(char next) {
    if (next == '#') {
      return true;
    }
    int third = source.peek(2);
    boolean ends = third == CharSource.END || TextCursor.isSpace(third);
    return isNext('-', '-') && (ends || packet.isEmpty());
  }

  private boolean isExecutableComment() {
    int third = source.peek(2);
    return third == '!' || (third == 'M' && source.peek(3) == '!');
  }

  private boolean isNext(char first, char second) {
    return source.peek() == first && source.peek(1) == second;
  }

  @Override
  public void close() {
    source.close();
  }
}
