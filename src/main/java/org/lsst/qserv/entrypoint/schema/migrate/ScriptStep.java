// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.schema.journal.StepDescription;
import org.lsst.qserv.entrypoint.schema.journal.StepKey;
import org.lsst.qserv.entrypoint.schema.journal.StepRecord;
import org.lsst.qserv.entrypoint.schema.journal.StepState;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/**
 * A statement that is about to be executed.
 *
 * @param checksum the checksum of the statement, as the journal stores it
 * @param description the location of the statement and a summary without secrets
 */
record ScriptStep(
    StepKey key,
    SourcedStatement sourced,
    ExecutionKind executionKind,
    String checksum,
    StepDescription description) {
  private static final Pattern DROP =
      Pattern.compile("(\\bDROP\\s+\\w+)\\s+(?!IF\\s)", Pattern.CASE_INSENSITIVE);

  ScriptStep(StepKey key, SourcedStatement sourced, ExecutionKind executionKind, String checksum) {
    this(key, sourced, executionKind, checksum, sourced.description());
  }

  /** How a statement is executed and recorded. */
  enum ExecutionKind {
    /** Changes only the session, or nothing. It has no record. */
    SESSION,
    /** Starts or ends a transaction. */
    TRANSACTION_CONTROL,
    /** Can be rolled back. It commits together with its record. */
    TRANSACTIONAL,
    /** Cannot be rolled back. A record that it has started is written before it. */
    NOT_TRANSACTIONAL,
    /**
     * Cannot be rolled back. Its record also contains the definitions of the objects that it names.
     */
    DEFINITION
  }

  /**
   * Returns the same step, recorded as if it could not be rolled back. A statement that reads the
   * outcome of a statement outside of its group needs this, because the journal must not execute
   * anything in its session before it.
   */
  ScriptStep asNotTransactional() {
    return executionKind == ExecutionKind.TRANSACTIONAL
        ? new ScriptStep(key, sourced, ExecutionKind.NOT_TRANSACTIONAL, checksum, description)
        : this;
  }

  /** Returns the same DROP with IF EXISTS, because some of its objects are gone. */
  ScriptStep withIfExists() {
    ScriptStatement statement = sourced.statement();
    ScriptStatement guarded =
        new ScriptStatement(
            statement.number(),
            statement.line(),
            DROP.matcher(statement.text()).replaceFirst("$1 IF EXISTS "),
            statement.classification());
    return new ScriptStep(key, sourced.with(guarded), executionKind, checksum, description);
  }

  /** Returns the record of the step. */
  StepRecord record(StepState state, String fingerprints) {
    return new StepRecord(
        key, description, state, checksum, fingerprints, Optional.empty(), Optional.empty());
  }

  /** Returns the record of the step with an error of the server. */
  StepRecord failed(StepState state, String fingerprints, String error) {
    return new StepRecord(
        key, description, state, checksum, fingerprints, Optional.empty(), Optional.of(error));
  }

  /** Returns the text of the statement. */
  String text() {
    return sourced.statement().text();
  }
}
