// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.List;

/**
 * The plan for the upgrade of an instance.
 *
 * @param assessment the verdict that determines the steps
 * @param tool the tool with which the instance is deployed
 * @param replace explains what the user has to replace in commands
 * @param steps the steps in order; none if the upgrade is impossible
 */
public record InstancePlan(
    Assessment assessment, String tool, List<String> replace, List<UpgradeStep> steps) {
  public InstancePlan {
    replace = List.copyOf(replace);
    steps = List.copyOf(steps);
  }
}
