// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/** Classifies statements that return or store the outcome of the previous statement. */
final class DiagnosticsClassifier {
  private DiagnosticsClassifier() {}

  /** Classifies {@code SHOW}, {@code GET DIAGNOSTICS} and {@code RESIGNAL}. */
  static Classification classify(TokenStream tokens) {
    TokenStream rest = tokens.rest();
    boolean shows = rest.take("SHOW");
    if (rest.take("COUNT")) {
      rest.skipGroup();
    }
    boolean outcome = !shows || rest.peek().is("WARNINGS") || rest.peek().is("ERRORS");
    boolean sets = tokens.peek().is("GET");
    return ClassificationBuilder.of(sets ? StatementKind.SESSION : StatementKind.READ)
        .with(outcome, Trait.READS_DIAGNOSTICS)
        .with(sets, Trait.SESSION_STATE_DEPENDS_ON_DATA)
        .build();
  }
}
