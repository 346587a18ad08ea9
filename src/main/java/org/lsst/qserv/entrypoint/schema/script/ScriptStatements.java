// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Splits the queries that the client sends into statements, as the server does. */
final class ScriptStatements implements StatementReader {
  private final ClientSplitter splitter;
  private final ScriptErrors errors;
  private final ScriptSession session;
  private @Nullable ClientQuery query;
  private @Nullable StatementScanner scanner;
  private int begin;
  private int line;
  private int number;

  ScriptStatements(ClientSplitter splitter, String origin, ScriptSession session) {
    this.splitter = splitter;
    this.errors = new ScriptErrors(origin);
    this.session = session;
  }

  @Override
  public Optional<ScriptStatement> next() {
    while (true) {
      ClientQuery current = query == null ? nextQuery() : query;
      if (current == null) {
        return Optional.empty();
      }
      ScriptStatement statement = statement(current);
      if (statement != null) {
        return Optional.of(statement);
      }
    }
  }

  private @Nullable ClientQuery nextQuery() {
    query = splitter.next(session.sqlMode());
    if (query != null) {
      begin = 0;
      line = query.line();
      scanner = query.scanner();
    }
    return query;
  }

  /** Consumes the next statement of the query, and returns null if it is empty. */
  private @Nullable ScriptStatement statement(ClientQuery current) {
    Utf8Text text = current.text();
    StatementScanner reading =
        scanner == null ? new StatementScanner(text, begin, line, session.sqlMode()) : scanner;
    boolean more = reading.scanTo(text.length());
    UnclosedElement unclosed = reading.unclosed();
    if (!more && unclosed != null) {
      throw errors.unclosed(unclosed);
    }
    int from = begin;
    int to = more ? reading.index() - 1 : text.length();
    int firstLine = firstLine(text, from, to);
    begin = reading.index();
    line = reading.line();
    scanner = null;
    if (!more) {
      query = null;
    }
    String sql = stripped(text, from, to, !more);
    if (sql.isEmpty()) {
      return null;
    }
    Classification classification = session.classify(reading.tokens());
    return new ScriptStatement(++number, firstLine, sql, classification);
  }

  /** Returns the line of the first character that is not white space. */
  private int firstLine(Utf8Text text, int from, int to) {
    int first = line;
    for (int i = from; i < to && text.at(i) <= ' '; i++) {
      first += text.at(i) == '\n' ? 1 : 0;
    }
    return first;
  }

  /** Removes white space at both ends, and control characters at the end as the client does. */
  private static String stripped(Utf8Text text, int from, int to, boolean drains) {
    int first = from;
    int last = to;
    while (first < last && text.at(first) <= ' ') {
      first++;
    }
    while (last > first && (text.at(last - 1) <= ' ' || text.at(last - 1) == 0x7f)) {
      last--;
    }
    return drains ? text.drain(first, last) : text.substring(first, last);
  }

  @Override
  public void close() {
    splitter.close();
  }
}
