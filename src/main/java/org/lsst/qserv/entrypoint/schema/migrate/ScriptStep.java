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
 * @param hash its checksum in the journal
 * @param description where it is and what it does, found out once
 */
record ScriptStep(
    StepKey key,
    SourcedStatement sourced,
    Nature nature,
    String hash,
    StepDescription description) {
  private static final Pattern DROP =
      Pattern.compile("(\\bDROP\\s+\\w+)\\s+(?!IF\\s)", Pattern.CASE_INSENSITIVE);

  ScriptStep(StepKey key, SourcedStatement sourced, Nature nature, String hash) {
    this(key, sourced, nature, hash, sourced.description());
  }

  /** How a statement is executed and recorded. */
  enum Nature {
    /** Changes only the session, or nothing: it has no record. */
    SESSION,
    /** Starts or ends a transaction. */
    TRANSACTION,
    /** Can be rolled back: it commits together with its record. */
    TRANSACTIONAL,
    /** Cannot be rolled back: its record is there before it, and tells that it was started. */
    NOT_TRANSACTIONAL,
    /** As before; the record holds the definitions of what it names. */
    DEFINITION
  }

  /**
   * Returns the same step for a statement that reads an outcome and is not executed together with
   * the statement before it: the journal must not execute anything in its session before it.
   */
  ScriptStep alone() {
    return nature == Nature.TRANSACTIONAL
        ? new ScriptStep(key, sourced, Nature.NOT_TRANSACTIONAL, hash, description)
        : this;
  }

  /** Returns the same step for a DROP of objects of which some are gone. */
  ScriptStep withIfExists() {
    ScriptStatement statement = sourced.statement();
    ScriptStatement guarded =
        new ScriptStatement(
            statement.number(),
            statement.line(),
            DROP.matcher(statement.text()).replaceFirst("$1 IF EXISTS "),
            statement.classification());
    return new ScriptStep(key, sourced.with(guarded), nature, hash, description);
  }

  /** Returns its record. */
  StepRecord record(StepState state, String fingerprints) {
    return new StepRecord(
        key, description, state, hash, fingerprints, Optional.empty(), Optional.empty());
  }

  /** Returns its record with an error of the server. */
  StepRecord failed(StepState state, String fingerprints, String error) {
    return new StepRecord(
        key, description, state, hash, fingerprints, Optional.empty(), Optional.of(error));
  }

  /** Returns the text of the statement. */
  String text() {
    return sourced.statement().text();
  }
}
