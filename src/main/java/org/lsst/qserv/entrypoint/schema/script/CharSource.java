// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Returns the characters of a script as the client sees them: without a byte order mark, and with
 * LF as line ending. It does not read ahead further than callers peek.
 */
final class CharSource implements AutoCloseable {
  static final int END = -1;

  private static final int CHUNK = 16 << 10;

  private final Reader reader;
  private final String origin;
  private final int maxLineLength;
  private char[] buffer = new char[2 * CHUNK];
  private int next;
  private int limit;
  private boolean complete;
  private int line = 1;
  private boolean started;

  CharSource(Reader reader, String origin, int maxLineLength) {
    this.reader = reader;
    this.origin = origin;
    this.maxLineLength = maxLineLength;
  }

  /** Returns the number of the current line, from 1. */
  int line() {
    return line;
  }

  int peek() {
    return peek(0);
  }

  /** Returns a character without consuming it, or {@link #END}. */
  int peek(int ahead) {
    while (next + ahead + 1 >= limit && !complete) { // one more, to see CR LF
      fill();
    }
    int index = next + ahead;
    if (index >= limit) {
      return END;
    }
    boolean lineEnd = buffer[index] == '\r' && index + 1 < limit && buffer[index + 1] == '\n';
    return lineEnd ? '\n' : buffer[index];
  }

  /** Consumes the character that {@link #peek()} returned. */
  void skip() {
    if (buffer[next] == '\r' && peek() == '\n') {
      next++;
    }
    line += buffer[next++] == '\n' ? 1 : 0;
  }

  /** Returns the rest of the line without consuming it. */
  String restOfLine() {
    int length = 0;
    while (peek(length) != '\n' && peek(length) != END && length < maxLineLength) {
      length++;
    }
    return new String(buffer, next, length);
  }

  private void fill() {
    if (next > CHUNK || next == limit) {
      System.arraycopy(buffer, next, buffer, 0, limit - next);
      limit -= next;
      next = 0;
    }
    if (buffer.length - limit < 2) { // room for a pair of surrogates
      buffer = Arrays.copyOf(buffer, 2 * limit);
    }
    int read = read();
    complete = read < 0;
    limit += Math.max(read, 0);
    if (!started && limit > 0) {
      started = true;
      next += buffer[0] == '\uFEFF' ? 1 : 0;
    }
  }

  private int read() {
    try {
      return reader.read(buffer, limit, Math.min(CHUNK, buffer.length - limit));
    } catch (CharacterCodingException e) {
      throw failure("invalid UTF-8", "save the file in UTF-8").causedBy(e);
    } catch (IOException e) {
      throw failure("cannot be read (" + e + ")", "make it readable").causedBy(e);
    }
  }

  private Failure failure(String problem, String fix) {
    int at = line;
    for (int i = next; i < limit; i++) {
      at += buffer[i] == '\n' ? 1 : 0;
    }
    return new Failure(ExitCode.BAD_DATA, origin + ": line " + at + ": " + problem, fix);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw failure("cannot be closed (" + e + ")", "check the file system").causedBy(e);
    }
  }
}
