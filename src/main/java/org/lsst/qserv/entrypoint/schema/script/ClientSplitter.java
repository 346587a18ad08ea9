// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import org.jspecify.annotations.Nullable;

/**
 * Divides a script into the queries that the {@code mariadb} client sends in batch mode. It handles
 * each character as the client does, in the same order of checks ({@code add_line} in {@code
 * client/mysql.cc}). In addition, compound statements do not need {@code DELIMITER}.
 */
final class ClientSplitter implements AutoCloseable {
  private final CharSource source;
  private final ScriptErrors errors;
  private final long maxBytes;
  private final ClientCommandReader commands;
  private SqlMode mode = SqlMode.DEFAULT;
  private ClientQuery query;
  private boolean complete;
  private boolean lineStart = true;
  private char quote;
  private int commentLine;
  private boolean inExecutableComment;
  private boolean needsSpace;

  ClientSplitter(CharSource source, String origin, long maxBytes) {
    this.source = source;
    this.errors = new ScriptErrors(origin);
    this.maxBytes = maxBytes;
    this.commands = new ClientCommandReader(source, errors);
    this.query = new ClientQuery(origin, maxBytes, mode);
  }

  /**
   * Returns the next query, which may be empty, or null at the end of the script.
   *
   * @param serverMode the {@code sql_mode} after the previous statements
   */
  @Nullable ClientQuery next(SqlMode serverMode) {
    mode = serverMode;
    query = new ClientQuery(errors.origin(), maxBytes, mode);
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

  /** Drops the reference to the query, which may be large. */
  private ClientQuery release() {
    ClientQuery released = query;
    query = new ClientQuery(errors.origin(), maxBytes, mode);
    return released;
  }

  private @Nullable ClientQuery atEnd() {
    if (commentLine > 0) {
      throw errors.unclosed(UnclosedElement.comment(commentLine, "/*"));
    }
    return query.isEmpty() ? null : release();
  }

  private void step(char next) {
    if (isPlain(next) && !lineStart && !needsSpace && !isInComment() && !query.isEmpty()) {
      copyUnlessComment(next);
      return;
    }
    boolean first = lineStart;
    lineStart = false;
    if (first && query.isEmpty() && !isInComment() && quote == 0 && takeCommand()) {
      return;
    }
    if (next == '\n') {
      endOfLine();
    } else if (query.isEmpty() && TextCursor.isSpace(next)) {
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
    boolean ends = isInComment() && !inExecutableComment && isNext('*', '/');
    if (starts || ends) {
      commentLine = ends ? 0 : isInComment() ? commentLine : source.line();
      needsSpace |= ends;
      source.skip();
      source.skip();
      return;
    }
    if (quote == 0 && isNext('/', '*') && source.peek(2) == '!') {
      inExecutableComment = true;
    } else if (quote == 0 && inExecutableComment && isNext('*', '/')) {
      inExecutableComment = false;
    }
    text(next);
  }

  private void text(char next) {
    if (next == quote) {
      quote = 0;
    } else if (!isInComment() && quote == 0 && (next == '\'' || next == '"' || next == '`')) {
      quote = next;
    }
    if (needsSpace && !isInComment() && !query.isEmpty() && !TextCursor.isSpace(next)) {
      query.append(' ', source.line());
    }
    needsSpace &= isInComment();
    copyUnlessComment(next);
  }

  private void copyUnlessComment(char next) {
    if (!isInComment()) {
      query.append(next, source.line());
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
      query.append(use.charAt(i), source.line());
    }
    complete = !use.isEmpty();
    return true;
  }

  /**
   * Line breaks in comments are kept, so that the server's line numbers match those of the script.
   */
  private void endOfLine() {
    if (!query.isEmpty()) {
      query.append('\n', source.line());
    }
    source.skip();
    lineStart = true;
    inExecutableComment = false;
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
      source.skip(); // as the client does, even in strings, where it makes no difference
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
    if (commands.isDelimiterSemicolon() && query.isInCompound()) {
      copyUnlessComment(';');
      return;
    }
    commands.skipDelimiter();
    commands.rejectCommand(query);
    complete = true;
  }

  private boolean isLineComment(char next) {
    if (next == '#') {
      return true;
    }
    int third = source.peek(2);
    boolean ends = third == CharSource.END || TextCursor.isSpace(third);
    return isNext('-', '-') && (ends || query.isEmpty());
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
