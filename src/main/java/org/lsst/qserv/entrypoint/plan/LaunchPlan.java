// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;

/**
 * What a launch will do.
 *
 * @param why the reason for the action, shown to the user
 */
public record LaunchPlan(LaunchTarget target, EffectiveMode mode, LaunchAction action, String why) {

  /** Returns the plans of the components, in the order in which they start. */
  public List<ServicePlan> services() {
    return action.services();
  }
}
