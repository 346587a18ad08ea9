// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/**
 * Recognizes errors that the server detects before it executes a statement, so that nothing has
 * changed: it cannot parse the statement, or there is no such database or character set.
 */
final class PreExecutionErrors {
  private static final Set<Integer> CODES =
      Set.of(
          1046, // no database selected
          1049, // unknown database
          1064, // syntax error
          1065, // empty statement
          1115 // unknown character set
          );

  /** Statements of which one part may have been executed before another part failed to parse. */
  private static final Pattern EXECUTES_OTHERS =
      Pattern.compile(
          "\\s*(/\\*M?!\\d*\\s*)?(BEGIN|IF|CASE|LOOP|WHILE|REPEAT|FOR|EXECUTE|CALL)\\b"
              + "|\\s*(/\\*M?!\\d*\\s*)?[\\w$`]+\\s*:",
          Pattern.CASE_INSENSITIVE);

  private PreExecutionErrors() {}

  /** Returns whether a statement that failed with this error has certainly changed nothing. */
  static boolean contains(SQLException e, ScriptStatement statement) {
    return CODES.contains(e.getErrorCode())
        && statement.classification().calls().isEmpty()
        && !EXECUTES_OTHERS.matcher(statement.text()).lookingAt();
  }
}
