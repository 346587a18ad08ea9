// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The state of all instances of a description at one time. It contains no secret. Text output, web
 * page and metrics are made from it.
 *
 * @param time when the collection finished
 * @param instances in the order of the description
 */
public record ClusterReport(Instant time, List<InstanceReport> instances) {
  public ClusterReport {
    instances = List.copyOf(instances);
  }

  /**
   * Returns the worst state of the instances, by {@link InstanceState#severity}; unknown if there
   * is no instance.
   */
  public InstanceState worstState() {
    return instances.stream()
        .map(instance -> instance.verdict().state())
        .max(Comparator.comparingInt(InstanceState::severity))
        .orElse(InstanceState.UNKNOWN);
  }
}
