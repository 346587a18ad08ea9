// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Makes the messages of scripts that cannot be split.
 *
 * @param origin the script's name
 */
record ScriptErrors(String origin) {
  Failure unclosed(Unclosed part) {
    return at(
        part.line(), part.what() + " is not closed", "write " + part.missing() + " where it ends");
  }

  Failure clientCommand(int line, String command) {
    return at(
        line,
        "'" + command + "' is a command of the mariadb client, which a server cannot execute",
        "remove it; of the client's commands only DELIMITER, USE, \\g and \\G are understood");
  }

  Failure delimiterWithoutArgument(int line) {
    return at(
        line,
        "DELIMITER needs an argument without a backslash",
        "write it as DELIMITER $$, and DELIMITER ; after the statement");
  }

  Failure delimiterInLine(int line) {
    return at(
        line,
        "DELIMITER is not at the start of a line, where the mariadb client does not understand it",
        "write it on a line of its own");
  }

  Failure nul(int line) {
    return at(
        line, "contains a NUL character, which the mariadb client rejects", "write it as '\\0'");
  }

  private Failure at(int line, String what, String fix) {
    return new Failure(ExitCode.BAD_DATA, origin + ": line " + line + ": " + what, fix);
  }
}
