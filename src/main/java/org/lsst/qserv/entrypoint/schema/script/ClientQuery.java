// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * The text that the client sends in one query ({@code COM_QUERY}): one statement, or several if the
 * script sets another {@code DELIMITER}.
 */
final class ClientQuery {
  private final String origin;
  private final long maxBytes;
  private final SqlMode mode;
  private final Utf8Text text = new Utf8Text();
  private int line;
  private StatementScanner scanner;

  ClientQuery(String origin, long maxBytes, SqlMode mode) {
    this.origin = origin;
    this.maxBytes = maxBytes;
    this.mode = mode;
    this.scanner = new StatementScanner(text, 0, 0, mode);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Returns the line of the script in which the query starts, from 1. */
  int line() {
    return line;
  }

  SqlMode mode() {
    return mode;
  }

  Utf8Text text() {
    return text;
  }

  void append(char c, int characterLine) {
    if (text.isEmpty()) {
      line = characterLine;
      scanner = new StatementScanner(text, 0, line, mode);
    }
    if (text.length() >= maxBytes) {
      throw tooLarge();
    }
    text.append(c);
  }

  /** Returns whether a semicolon at the end of the text is part of a compound statement. */
  boolean isInCompound() {
    return !isEmpty() && !scanner.scanTo(text.length()) && scanner.isInCompound();
  }

  /** Returns the scanner of the first statement, which may not have reached its end. */
  StatementScanner scanner() {
    return scanner;
  }

  private Failure tooLarge() {
    return new Failure(
        ExitCode.BAD_DATA,
        origin
            + ": line "
            + line
            + ": the statement is larger than "
            + (maxBytes >> 20)
            + " MB, the limit for the current heap size",
        "split the statement, or set the heap of the launcher to at least 8 times its size:"
            + " ENTRYPOINT_JAVA_OPTIONS=-Xmx256m");
  }
}
