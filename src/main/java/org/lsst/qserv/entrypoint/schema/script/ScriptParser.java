// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.io.Reader;

/**
 * Opens SQL scripts. A script is split as the {@code mariadb} client splits it in batch mode:
 * {@code DELIMITER}, {@code \g} and {@code \G} are supported, comments are removed, and the last
 * statement needs no delimiter. In addition, compound statements do not need {@code DELIMITER}.
 * Several statements that the client would send at once are returned one by one.
 *
 * <p>The session state that affects how the next statement is parsed ({@code sql_mode}, the current
 * database, temporary tables, prepared statements) is tracked from statement to statement.
 */
public final class ScriptParser {
  /** The size in bytes of the largest statement that the smallest heap, of 64 MB, allows. */
  public static final int MAX_STATEMENT_BYTES = 8 << 20;

  /** A statement may take one part in this many of the heap, because the driver copies it. */
  private static final int HEAP_DIVISOR = 8;

  private ScriptParser() {}

  /**
   * Opens a script whose session has no default database.
   *
   * @see #open(Reader, String, SqlMode, String)
   */
  public static StatementReader open(Reader text, String origin, SqlMode initialMode) {
    return open(text, origin, initialMode, "");
  }

  /**
   * Opens a script. It is read statement by statement, and never as a whole.
   *
   * @param text the script; the returned reader closes it
   * @param origin the name of the script, for messages
   * @param initialMode the {@code sql_mode} of the session before the first statement
   * @param currentDatabase the default database of the session; empty if there is none
   */
  public static StatementReader open(
      Reader text, String origin, SqlMode initialMode, String currentDatabase) {
    return open(text, origin, initialMode, currentDatabase, maxStatementBytes());
  }

  /**
   * Opens a script whose statements have at most a number of bytes.
   *
   * @see #open(Reader, String, SqlMode, String)
   */
  static StatementReader open(
      Reader text, String origin, SqlMode initialMode, String currentDatabase, long maxBytes) {
    int maxLineLength = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
    ClientSplitter splitter =
        new ClientSplitter(new CharSource(text, origin, maxLineLength), origin, maxBytes);
    return new ScriptStatements(splitter, origin, new ScriptSession(initialMode, currentDatabase));
  }

  /** Returns the size in bytes of the largest statement that this heap allows. */
  static long maxStatementBytes() {
    return Math.max(MAX_STATEMENT_BYTES, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR);
  }
}
