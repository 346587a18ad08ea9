// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.journal;

import java.util.Optional;

/**
 * What the journal holds of one statement.
 *
 * @param checksum SHA-256 in hexadecimal digits, of the statement and those before it in its script
 * @param fingerprints of the objects that a definition change names, before it was executed; see
 *     {@code schema.migrate.Fingerprints}
 * @param lastInsertId what LAST_INSERT_ID() returned after the statement, if its script uses it
 * @param error what the server answered, if the statement failed; never holds a secret
 */
public record StepRecord(
    StepKey key,
    StepDescription description,
    StepState state,
    String checksum,
    String fingerprints,
    Optional<String> lastInsertId,
    Optional<String> error) {

  /** Returns whether the record is a statement that was started and not completed. */
  public boolean isInterrupted() {
    return state == StepState.RUNNING;
  }
}
