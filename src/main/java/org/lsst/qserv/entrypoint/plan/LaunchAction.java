// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;

/** What a launch ends in. */
public sealed interface LaunchAction {

  /** The components that are started, in order. */
  List<ServicePlan> starts();

  /** The launcher becomes the service. */
  record Exec(ServicePlan start) implements LaunchAction {
    @Override
    public List<ServicePlan> starts() {
      return List.of(start);
    }
  }

  /** The launcher stays and looks after its components, in this order. */
  record Supervise(List<ServicePlan> starts) implements LaunchAction {}

  /** The launcher prepares its components, starts none, and ends with 0. */
  record Exit(List<ServicePlan> starts, String reason) implements LaunchAction {}

  /** The launcher stays alive and runs nothing. */
  record Park(String reason) implements LaunchAction {
    @Override
    public List<ServicePlan> starts() {
      return List.of();
    }
  }
}
