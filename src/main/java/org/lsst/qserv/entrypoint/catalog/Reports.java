// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * What a component reports over the network about itself or the instance. Strings may contain
 * unresolved references to settings.
 *
 * @param endpoints the URL of each kind of report that it offers, on {@code 127.0.0.1}
 * @param heartbeat how it registers; empty if it does not
 */
public record Reports(Map<String, String> endpoints, Optional<Heartbeat> heartbeat) {
  public Reports {
    endpoints = Map.copyOf(endpoints);
  }

  /**
   * The entry of a component in the registry.
   *
   * @param group the group of entries, such as {@code workers}
   * @param part the part of the entry that belongs to the component; empty for the whole entry
   * @param interval the time between two heartbeats, such as {@code 5 seconds}
   */
  public record Heartbeat(String group, String part, String interval) {}
}
