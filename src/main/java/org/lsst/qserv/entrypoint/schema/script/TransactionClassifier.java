// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/** Classifies the statements that end transactions: COMMIT and ROLLBACK. */
final class TransactionClassifier {
  private TransactionClassifier() {}

  /** Classifies {@code COMMIT} or {@code ROLLBACK}. */
  static Classification end(TokenStream tokens) {
    boolean commits = tokens.take("COMMIT");
    if (!commits) {
      tokens.take("ROLLBACK");
    }
    tokens.take("WORK");
    if (tokens.take("TO")) {
      return ClassificationBuilder.of(StatementKind.READ).build();
    }
    if (tokens.take("AND", "CHAIN")) {
      return ClassificationBuilder.refused(Refusal.CHAINED_TRANSACTION);
    }
    tokens.take("AND", "NO", "CHAIN");
    if (tokens.peek().is("RELEASE")) {
      return ClassificationBuilder.refused(Refusal.RELEASE_CONNECTION);
    }
    StatementKind kind = commits ? StatementKind.COMMIT : StatementKind.ROLLBACK;
    return ClassificationBuilder.of(kind).build();
  }
}
