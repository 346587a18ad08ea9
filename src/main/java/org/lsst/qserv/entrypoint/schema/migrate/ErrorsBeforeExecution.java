// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/**
 * Errors that the server finds before it executes a statement, so that nothing has changed: the
 * statement cannot be parsed, or names what does not exist.
 */
final class ErrorsBeforeExecution {
  private static final Set<Integer> CODES =
      Set.of(
          1046, // no database selected
          1049, // unknown database
          1064, // syntax error
          1065, // empty statement
          1115 // unknown character set
          );

  /** A part of these may have been executed before another part cannot be parsed. */
  private static final Pattern EXECUTES_OTHERS =
      Pattern.compile(
          "\\s*(/\\*M?!\\d*\\s*)?(BEGIN|IF|CASE|LOOP|WHILE|REPEAT|FOR|EXECUTE|CALL)\\b"
              + "|\\s*(/\\*M?!\\d*\\s*)?[\\w$`]+\\s*:",
          Pattern.CASE_INSENSITIVE);

  private ErrorsBeforeExecution() {}

  /** Returns whether the statement has certainly changed nothing. */
  static boolean include(SQLException e, ScriptStatement statement) {
    return CODES.contains(e.getErrorCode())
        && statement.classification().calls().isEmpty()
        && !EXECUTES_OTHERS.matcher(statement.text()).lookingAt();
  }
}
