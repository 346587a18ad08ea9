// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

/**
 * Where a statement is and what it does, for people.
 *
 * @param line the line of the script in which it starts, from 1
 * @param summary the keyword and the names of the objects; never holds a value
 */
public record StepDescription(String script, int statement, int line, String summary) {
  /** Returns the place of the statement, for messages. */
  public String place() {
    return script + ", statement " + statement + " (line " + line + ")";
  }
}
