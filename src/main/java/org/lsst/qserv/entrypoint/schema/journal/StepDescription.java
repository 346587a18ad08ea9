// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

/**
 * The location and the summary of a statement, for messages.
 *
 * @param script the name of the script
 * @param statement the number of the statement in the script, from 1
 * @param line the line of the script in which the statement starts, from 1
 * @param summary the verb and the names of the objects; never contains a value
 */
public record StepDescription(String script, int statement, int line, String summary) {
  /**
   * Returns the location of the statement, such as {@code migrate-1-to-2.sql, statement 3 (line
   * 7)}.
   */
  public String location() {
    return script + ", statement " + statement + " (line " + line + ")";
  }
}
