// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.io.Reader;

/**
 * Opens SQL scripts. A script is split as the {@code mariadb} client splits it in batch mode
 * ({@code DELIMITER}, {@code \g} and {@code \G}, comments left out, an unfinished last statement
 * executed). Beyond that, a compound statement needs no {@code DELIMITER}. Several statements that
 * the client would send at once are returned one by one.
 *
 * <p>The state of the session that decides how the next statement is read ({@code sql_mode}, the
 * current database, temporary tables, prepared statements) is followed from statement to statement.
 */
public final class ScriptParser {
  /** The size in bytes of the largest statement that the smallest heap, of 64 MB, allows. */
  public static final int MAX_STATEMENT_BYTES = 8 << 20;

  /** The part of the heap that a statement may take: the driver needs copies of it, too. */
  private static final int PART_OF_HEAP = 8;

  private ScriptParser() {}

  /**
   * Opens a script that starts in a database whose name is not known.
   *
   * @see #open(Reader, String, SqlMode, String)
   */
  public static StatementReader open(Reader text, String origin, SqlMode initialMode) {
    return open(text, origin, initialMode, "");
  }

  /**
   * Opens a script. It is read while its statements are asked for, and never as a whole.
   *
   * @param text closed by the reader that is returned
   * @param origin the script's name, for messages
   * @param initialMode the {@code sql_mode} of the session before the first statement, which is the
   *     server's global one
   * @param currentDatabase the default database of the session; empty if there is none
   */
  public static StatementReader open(
      Reader text, String origin, SqlMode initialMode, String currentDatabase) {
    long maxBytes = maxStatementBytes();
    int longestLine = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
    ClientSplitter splitter =
        new ClientSplitter(new CharSource(text, origin, longestLine), origin, maxBytes);
    return new ScriptStatements(splitter, origin, new ScriptSession(initialMode, currentDatabase));
  }

  /** Returns the size in bytes of the largest statement that this heap allows. */
  static long maxStatementBytes() {
    return Math.max(MAX_STATEMENT_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }
}
