// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.util.Optional;

/**
 * The record of a statement in the journal.
 *
 * @param checksum the SHA-256 of the statement and those before it in its script, in hexadecimal
 *     digits
 * @param fingerprints the fingerprints of the objects that a DDL statement affects, before it was
 *     executed; see {@code schema.migrate.SqlDefinitionReader}
 * @param lastInsertId the value of {@code LAST_INSERT_ID()} after the statement, if its script uses
 *     it
 * @param error the error of the server, if the statement failed; never contains a secret
 */
public record StepRecord(
    StepKey key,
    StepDescription description,
    StepState state,
    String checksum,
    String fingerprints,
    Optional<String> lastInsertId,
    Optional<String> error) {

  /** Returns whether the statement was started but not completed. */
  public boolean isIncomplete() {
    return state == StepState.RUNNING;
  }
}
