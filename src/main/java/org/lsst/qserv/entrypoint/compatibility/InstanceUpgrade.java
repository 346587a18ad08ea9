// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.Optional;

/**
 * Whether one of several instances needs an upgrade, and how it is upgraded.
 *
 * @param instance the identifier of the instance
 * @param plan the plan; empty if everything that the instance reports is as in the new image
 */
public record InstanceUpgrade(String instance, Optional<InstancePlan> plan) {
  /** Returns whether the instance needs an upgrade that is not supported. */
  public boolean isImpossible() {
    return plan.map(one -> one.assessment().verdict())
        .filter(UpgradeVerdict.IMPOSSIBLE::equals)
        .isPresent();
  }
}
