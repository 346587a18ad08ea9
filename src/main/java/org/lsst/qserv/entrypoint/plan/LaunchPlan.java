// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import org.lsst.qserv.entrypoint.mode.EffectiveMode;

/**
 * What a launch will do; nothing of it is done yet.
 *
 * @param why why it ends in this way, for people
 */
public record LaunchPlan(LaunchTarget target, EffectiveMode mode, LaunchAction ending, String why) {

  /** The components that are started, in order. */
  public List<ServicePlan> starts() {
    return ending.starts();
  }
}
