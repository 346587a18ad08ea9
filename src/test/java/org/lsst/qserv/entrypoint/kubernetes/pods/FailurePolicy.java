// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a Job for pods that have failed: the first one that matches an exit code applies.
 */
record FailurePolicy(List<PodFailurePolicyRule> rules) {
  /** The action if no rule matches. */
  private static final String COUNT = "Count";

  /** Returns the action: Count, FailIndex, FailJob or Ignore. */
  String action(int exitCode) {
    return rules.stream()
        .filter(rule -> matches(rule.getOnExitCodes(), exitCode))
        .findFirst()
        .map(PodFailurePolicyRule::getAction)
        .orElse(COUNT);
  }

  private static boolean matches(
      @Nullable PodFailurePolicyOnExitCodesRequirement requirement, int exitCode) {
    return requirement != null
        && requirement.getValues().contains(exitCode) == requirement.getOperator().equals("In");
  }
}
