// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import org.lsst.qserv.entrypoint.catalog.Component.Constraint;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Checks relations between integer settings that a program requires. */
final class ConstraintCheck {
  private final Settings settings;
  private final String component;

  /**
   * Creates a check that adds its findings to the problems of the settings.
   *
   * @param component the component that has the constraints, for messages
   */
  ConstraintCheck(Settings settings, String component) {
    this.settings = settings;
    this.component = component;
  }

  /** Checks a constraint; a setting without a value is not checked. */
  void check(Constraint constraint) {
    Object value = settings.find(constraint.setting()).orElse(null);
    Object bound = settings.find(constraint.of()).orElse(null);
    if (!(value instanceof Long number && bound instanceof Long of)) {
      return;
    }
    double lower = constraint.above() * of;
    double upper = constraint.below() * of;
    if (number > lower && number < upper) {
      return;
    }
    settings
        .problems()
        .add(
            Problem.configuration(
                constraint.setting()
                    + " ("
                    + settings.origin(constraint.setting())
                    + "): "
                    + number
                    + " is not between "
                    + (long) (Math.floor(lower) + 1)
                    + " and "
                    + (long) (Math.ceil(upper) - 1)
                    + ", as "
                    + component
                    + " requires if "
                    + constraint.of()
                    + " ("
                    + settings.origin(constraint.of())
                    + ") is "
                    + of,
                "change one of the two settings"));
  }
}
