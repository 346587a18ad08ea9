// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.journal.StepDescription;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementSummary;

/**
 * A statement of a script that may have been rendered from a template.
 *
 * @param redacted the same statement with other values in place of the template's variables; empty
 *     if there is no such statement, because the values decide what the script does
 * @param afterSecret whether a statement before it has left the value of a variable in the session
 */
record SourcedStatement(
    String script,
    ScriptStatement statement,
    Optional<ScriptStatement> redacted,
    boolean afterSecret) {
  static final String HIDDEN = "[REDACTED]";

  /** Returns whether what the server says about it may hold the value of a variable. */
  boolean isSecret() {
    return afterSecret || holdsValue();
  }

  /** Returns whether the text holds the value of a variable. */
  boolean holdsValue() {
    return redacted.isEmpty() || !redacted.get().text().equals(statement.text());
  }

  /** Returns the same with another statement in its place. */
  SourcedStatement with(ScriptStatement other) {
    return new SourcedStatement(script, other, redacted, afterSecret);
  }

  /** Returns the text as it may be shown. */
  String shownText() {
    return redacted.map(ScriptStatement::text).orElse(HIDDEN);
  }

  /** Returns where the statement is and what it does, without any value. */
  StepDescription description() {
    return new StepDescription(
        script,
        statement.number(),
        statement.line(),
        redacted.map(StatementSummary::summary).orElse(HIDDEN));
  }
}
