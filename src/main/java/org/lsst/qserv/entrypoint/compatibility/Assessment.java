// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.List;

/**
 * The verdict on an upgrade, with its reasons.
 *
 * @param from the facts before the upgrade
 * @param to the facts after the upgrade
 * @param findings one per fact
 * @param warnings what may be a problem but does not change the verdict
 */
public record Assessment(
    ImageFacts from, ImageFacts to, List<Finding> findings, List<String> warnings) {
  public Assessment {
    findings = List.copyOf(findings);
    warnings = List.copyOf(warnings);
  }

  /** Returns the verdict: that of the finding that takes precedence. */
  public UpgradeVerdict verdict() {
    return UpgradeVerdict.combine(findings.stream().map(Finding::effect).toList());
  }

  /** Returns the order of restarts: that of the new image; empty unless the verdict is rolling. */
  public List<String> restartOrder() {
    return verdict() == UpgradeVerdict.ROLLING ? to.catalog().restartOrder() : List.of();
  }
}
