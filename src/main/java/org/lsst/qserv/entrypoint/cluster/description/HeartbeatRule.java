// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.time.Duration;

/**
 * Where a component registers and how often.
 *
 * @param group the group of entries in the registry, such as {@code workers}
 * @param part the part of the entry; empty for the whole entry
 */
public record HeartbeatRule(String group, String part, Duration interval) {
  private static final int MISSED = 3;

  /** For the rounding of intervals, and for clocks that differ slightly. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** Returns the age from which a heartbeat is stale. */
  public Duration limit() {
    return interval.multipliedBy(MISSED).plus(TOLERANCE);
  }
}
