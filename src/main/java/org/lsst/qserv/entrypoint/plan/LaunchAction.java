// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;

/** What the launcher does after its preparation steps. */
public sealed interface LaunchAction {

  /** Returns the plans of the components, in the order in which they start. */
  List<ServicePlan> services();

  /**
   * The launcher executes the service (exec), which replaces its process. If a step after the start
   * of the service is pending, the launcher supervises the service instead.
   */
  record Exec(ServicePlan service) implements LaunchAction {
    @Override
    public List<ServicePlan> services() {
      return List.of(service);
    }
  }

  /**
   * The launcher keeps running and supervises its components.
   *
   * @param services the components that run, in the order in which they start
   * @param parked the names of the components that do not run in this mode
   */
  record Supervise(List<ServicePlan> services, List<String> parked) implements LaunchAction {}

  /** The launcher prepares its components without starting any, and exits with 0. */
  record Exit(List<ServicePlan> services, String reason) implements LaunchAction {}

  /** The launcher keeps running without a service. */
  record Park(String reason) implements LaunchAction {
    @Override
    public List<ServicePlan> services() {
      return List.of();
    }
  }
}
