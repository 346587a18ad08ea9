// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.schema.script.SetAssignment.Scope;

/**
 * Tracks the variables that a {@code SET} changes. The server computes the values of all system
 * variables first, and then assigns from left to right ({@code sql_set_variables} in its source).
 */
final class SetEffects {
  private static final Set<String> ON = Set.of("1", "ON", "TRUE");

  private final ScriptSession session;

  SetEffects(ScriptSession session) {
    this.session = session;
  }

  /** Returns whether {@code autocommit} is set to 1. */
  static boolean isOn(SetAssignment autocommit, ScriptSession session) {
    return autocommit.isDefault()
        || ConstantEvaluator.of(autocommit.value(), session)
            .filter(value -> ON.contains(value.strip().toUpperCase(Locale.ROOT)))
            .isPresent();
  }

  void apply(List<SetAssignment> assignments) {
    List<Optional<String>> before =
        assignments.stream()
            .map(assignment -> ConstantEvaluator.of(assignment.value(), session))
            .toList();
    List<Boolean> on = assignments.stream().map(assignment -> isOn(assignment, session)).toList();
    for (int i = 0; i < assignments.size(); i++) {
      SetAssignment assignment = assignments.get(i);
      if (assignment.scope() == Scope.USER_VARIABLE) {
        userVariable(assignment);
      } else if (assignment.scope() != Scope.GLOBAL) {
        systemVariable(assignment, before.get(i), on.get(i));
      }
    }
  }

  private void userVariable(SetAssignment assignment) {
    ConstantEvaluator.of(assignment.value(), session)
        .ifPresentOrElse(
            value -> session.variables().put(assignment.name(), value),
            () -> session.variables().remove(assignment.name()));
  }

  private void systemVariable(SetAssignment assignment, Optional<String> value, boolean on) {
    if (assignment.is("AUTOCOMMIT")) {
      session.setAutocommit(on);
    } else if (assignment.is("SQL_MODE")) {
      session
          .modes()
          .set(
              assignment.isDefault()
                  ? session.modes().initialText()
                  : value.orElse(session.modes().text()));
    }
  }
}
