// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * A change between two successive reports. An equal change of several hosts is one change.
 *
 * @param time the time of the report that shows it first
 * @param instance the identifier of the instance
 * @param role the role; empty if the verdict on the instance has changed
 * @param component the name of the component; empty if the verdict has changed
 * @param hosts the hosts in the order of the report; empty if the verdict has changed
 * @param aspect what has changed, such as {@code state} or {@code schema}
 * @param before the earlier value
 * @param after the later value
 */
public record Change(
    Instant time,
    String instance,
    String role,
    String component,
    List<String> hosts,
    String aspect,
    String before,
    String after) {
  /** The aspect of a change of the verdict on an instance. */
  public static final String VERDICT = "verdict";

  /** The aspect of a change between problems and states of a component. */
  public static final String STATE = "state";

  public Change {
    hosts = List.copyOf(hosts);
  }

  /** Returns what has changed, such as {@code worker svc on worker-3 and 2 others}. */
  public String subject() {
    if (hosts.isEmpty()) {
      return "";
    }
    String others =
        switch (hosts.size()) {
          case 1 -> "";
          case 2 -> " and " + hosts.get(1);
          default -> " and " + (hosts.size() - 1) + " others";
        };
    return role + " " + component + " on " + hosts.getFirst() + others;
  }
}
