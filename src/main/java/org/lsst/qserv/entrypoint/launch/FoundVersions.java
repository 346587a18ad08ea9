// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lsst.qserv.entrypoint.health.ComponentVersions;
import org.lsst.qserv.entrypoint.plan.ServicePlan;
import org.lsst.qserv.entrypoint.plan.Step;

/** The versions that the components of a launch have found. Not thread-safe. */
final class FoundVersions {
  private final Map<String, ComponentVersions> versions = new HashMap<>();

  /** Adds what a component has found; replaces what it found earlier. */
  void add(String component, ComponentVersions found) {
    versions.put(component, of(component).with(found));
  }

  /** Returns what a component has found; no versions if it has found none. */
  ComponentVersions of(String component) {
    return versions.getOrDefault(component, ComponentVersions.NONE);
  }

  /** Removes what other components have found: it may change before their next start. */
  void retain(List<ServicePlan> services) {
    Set<String> names = new HashSet<>();
    for (ServicePlan service : services) {
      names.add(service.component());
    }
    versions.keySet().retainAll(names);
  }

  /**
   * Reads again what a data directory records, because a manual upgrade changes it.
   *
   * @return whether it has changed
   */
  boolean refresh(List<ServicePlan> services) {
    boolean changed = false;
    for (ServicePlan service : services) {
      ComponentVersions before = of(service.component());
      ComponentVersions now = before.current(service.ready().map(Step.Await::check));
      if (!now.recorded().equals(before.recorded())) {
        versions.put(service.component(), now);
        changed = true;
      }
    }
    return changed;
  }
}
