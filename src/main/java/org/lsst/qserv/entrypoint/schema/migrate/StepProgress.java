// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import org.lsst.qserv.entrypoint.schema.journal.StepDescription;

/**
 * A statement, and its position in the run.
 *
 * @param number the number of the statement in the run, from 1
 * @param statements the number of statements of the run
 * @param step the location and the summary of the statement
 */
public record StepProgress(long number, long statements, StepDescription step) {
  /** Returns whether the statement is the last of the run. */
  public boolean isLast() {
    return number == statements;
  }
}
