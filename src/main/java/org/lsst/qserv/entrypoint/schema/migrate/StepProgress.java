// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import org.lsst.qserv.entrypoint.schema.journal.StepDescription;

/**
 * A statement, and how far the run is with it.
 *
 * @param number of the statement in the run, from 1
 * @param statements how many the run has
 */
public record StepProgress(long number, long statements, StepDescription step) {
  /** Returns whether it is the last one. */
  public boolean isLast() {
    return number == statements;
  }
}
