// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Creates the failures for scripts that cannot be parsed.
 *
 * @param origin the name of the script, for messages
 */
record ScriptErrors(String origin) {
  Failure unclosed(UnclosedElement element) {
    return at(
        element.line(),
        element.description() + " is not closed",
        "close it with " + element.terminator());
  }

  Failure clientCommand(int line, String command) {
    return at(
        line,
        "'" + command + "' is a command of the mariadb client, which the server cannot execute",
        "remove it; the only supported client commands are DELIMITER, USE, \\g and \\G");
  }

  Failure delimiterWithoutArgument(int line) {
    return at(
        line,
        "DELIMITER requires an argument without a backslash",
        "write DELIMITER $$ before the statement and DELIMITER ; after it");
  }

  Failure delimiterInLine(int line) {
    return at(
        line,
        "DELIMITER is not at the start of a line, so the mariadb client does not recognize it",
        "move it to its own line");
  }

  Failure nul(int line) {
    return at(
        line, "unexpected NUL character, which the mariadb client rejects", "write it as '\\0'");
  }

  private Failure at(int line, String problem, String fix) {
    return new Failure(ExitCode.BAD_DATA, origin + ": line " + line + ": " + problem, fix);
  }
}
