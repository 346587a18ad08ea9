// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import org.lsst.qserv.entrypoint.plan.LaunchPlan;
import org.lsst.qserv.entrypoint.settings.Settings;

/**
 * Reads the settings and the mode, and plans a launch. A change of the mode requires a new plan.
 */
@FunctionalInterface
public interface LaunchPlanner {

  /** A plan, and the settings that it was made from, which may have recorded problems. */
  record Planned(Settings settings, LaunchPlan plan) {}

  /**
   * Plans the launch for the current mode.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure if there is no plan
   */
  Planned plan();
}
