// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Optional;
import org.lsst.qserv.entrypoint.schema.journal.StepDescription;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementSummary;

/**
 * A statement of a script that may have been rendered from a template.
 *
 * @param redacted the same statement with placeholders for the values of template variables; empty
 *     if there is no such statement, because the values decide which statements the script has
 * @param afterSecret whether an earlier statement has stored the value of a variable in the session
 */
record SourcedStatement(
    String script,
    ScriptStatement statement,
    Optional<ScriptStatement> redacted,
    boolean afterSecret) {
  static final String REDACTED = "[REDACTED]";

  /** Returns whether a message of the server about it may contain the value of a variable. */
  boolean isSecret() {
    return afterSecret || holdsValue();
  }

  /** Returns whether the text contains the value of a variable. */
  boolean holdsValue() {
    return redacted.isEmpty() || !redacted.get().text().equals(statement.text());
  }

  /** Returns a copy with another statement. */
  SourcedStatement with(ScriptStatement other) {
    return new SourcedStatement(script, other, redacted, afterSecret);
  }

  /** Returns the text of the statement without the values of variables. */
  String shownText() {
    return redacted.map(ScriptStatement::text).orElse(REDACTED);
  }

  /** Returns the location and the summary of the statement, without the values of variables. */
  StepDescription description() {
    return new StepDescription(
        script,
        statement.number(),
        statement.line(),
        redacted.map(StatementSummary::summary).orElse(REDACTED));
  }
}
