// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.process.ServiceCommand;

/**
 * How the service of one component is prepared, started, checked, stopped and restarted.
 *
 * @param component the name of the component
 * @param modes the modes in which it runs
 * @param steps the preparation steps, in order
 * @param user the user as which the service is supposed to run; empty for any
 * @param ports the ports on which it will listen
 * @param ready the check that the service is ready, if there is one
 */
public record ServicePlan(
    String component,
    Set<Mode> modes,
    List<Step> steps,
    ServiceCommand command,
    String user,
    List<String> ports,
    Optional<Step.Await> ready,
    Supervision supervision) {

  /** Returns this plan without the steps that open connections, for preparation without servers. */
  ServicePlan withoutConnections() {
    return new ServicePlan(
        component,
        modes,
        steps.stream().filter(step -> !step.opensConnections()).toList(),
        command,
        user,
        ports,
        ready,
        supervision);
  }
}
