// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/** Classifies bodies of stored routines, triggers and events. */
public final class RoutineBodyClassifier {
  private RoutineBodyClassifier() {}

  /**
   * Classifies the body of a stored routine as if all its statements were executed. The kind is
   * {@code READ} or {@code DATA}, or {@code OPAQUE} if the body executes a prepared statement,
   * changes definitions or global variables, or ends a transaction. It is {@code REFUSED} if a
   * statement of the body is refused.
   *
   * @param body the body as the server returns it
   * @param mode the {@code sql_mode} with which the routine was created
   */
  public static Classification classify(String body, SqlMode mode) {
    return BodyScan.of(ScriptSession.tokens(body, mode)).classification();
  }

  /** Classifies a compound statement that is not in a routine. */
  static Classification classifyCompound(TokenStream tokens) {
    Classification body = BodyScan.of(tokens.remaining()).classification();
    if (body.refusal().isPresent()) {
      return body;
    }
    return ClassificationBuilder.of(StatementKind.OPAQUE)
        .targets(body.targets())
        .calls(body.calls())
        .with(body.traits().toArray(Trait[]::new))
        .build();
  }
}
