// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import org.jspecify.annotations.Nullable;

/**
 * Skips what the server's lexer skips between tokens: white space, comments, and the delimiters of
 * executable comments ({@code /*!}, {@code /*M!}) whose content the server executes.
 */
final class CommentSkipper {
  /** MariaDB skips {@code /*!} with MySQL's versions from 5.7 to 9.99, as in its documentation. */
  private static final int FIRST_MYSQL_VERSION = 50700;

  private static final int LAST_MYSQL_VERSION = 99999;

  /** No server has this version: mariadb-dump uses it for text that only the client reads. */
  private static final int NEVER_EXECUTED = 999999;

  private final TextCursor cursor;
  private @Nullable UnclosedElement executable;
  private @Nullable UnclosedElement unclosed;

  CommentSkipper(TextCursor cursor) {
    this.cursor = cursor;
  }

  /** Returns the comment that is not closed at the end of the text. */
  @Nullable UnclosedElement unclosed() {
    return unclosed == null ? executable : unclosed;
  }

  void skip() {
    while (!cursor.isAtEnd() && skipOne()) {}
  }

  private boolean skipOne() {
    int next = cursor.peek();
    if (TextCursor.isSpace(next) || next < ' ') {
      cursor.skip(1);
    } else if (next == '#' || isDashes()) {
      cursor.skipLine();
    } else if (cursor.isNext("/*")) {
      comment();
    } else if (executable != null && cursor.isNext("*/")) {
      executable = null;
      cursor.skip(2);
    } else {
      return false;
    }
    return true;
  }

  private boolean isDashes() {
    return cursor.isNext("--") && cursor.peek(2) <= ' ';
  }

  private void comment() {
    int line = cursor.line();
    boolean isMariaDb = cursor.isNext("/*M!");
    if (!isMariaDb && !cursor.isNext("/*!")) {
      skipComment(UnclosedElement.comment(line, "/*"), false);
      return;
    }
    int digits = digits(isMariaDb ? 4 : 3);
    int version = version(isMariaDb ? 4 : 3, digits);
    boolean isMySql = version >= FIRST_MYSQL_VERSION && version <= LAST_MYSQL_VERSION && !isMariaDb;
    UnclosedElement comment = UnclosedElement.comment(line, isMariaDb ? "/*M!" : "/*!");
    if (isMySql || version >= NEVER_EXECUTED) {
      skipComment(comment, true);
      return;
    }
    cursor.skip((isMariaDb ? 4 : 3) + digits);
    executable = comment;
  }

  /** Returns the number of digits of a version: five, six, or zero if there is none. */
  private int digits(int from) {
    int digits = 0;
    while (digits < 6 && TextCursor.isDigit(cursor.peek(from + digits))) {
      digits++;
    }
    return digits < 5 ? 0 : digits;
  }

  private int version(int from, int digits) {
    int version = 0;
    for (int i = 0; i < digits; i++) {
      version = version * 10 + cursor.peek(from + i) - '0';
    }
    return version;
  }

  /** Skips a comment to its end; executable comments may contain other comments. */
  private void skipComment(UnclosedElement comment, boolean nested) {
    int open = 0;
    do {
      if (cursor.isNext("/*") && (open == 0 || nested)) {
        open++;
        cursor.skip(2);
      } else if (cursor.isNext("*/")) {
        open--;
        cursor.skip(2);
      } else {
        cursor.skip(1);
      }
    } while (open > 0 && !cursor.isAtEnd());
    unclosed = open > 0 ? comment : null;
  }
}
