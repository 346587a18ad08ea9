// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.StopPolicy;
import org.lsst.qserv.entrypoint.supervise.RestartRule;

/**
 * How the service of one component is prepared, started, checked, stopped and restarted.
 *
 * @param component the name of the component
 * @param steps the preparation steps, in order
 * @param user the user as which the service is supposed to run; empty for any
 * @param ports the ports on which it will listen
 * @param ready the check that the service is ready, if there is one
 */
public record ServicePlan(
    String component,
    List<Step> steps,
    ServiceCommand command,
    String user,
    List<String> ports,
    Optional<Step.Await> ready,
    StopPolicy stop,
    RestartRule restart) {

  /** Returns this plan without the steps that open connections, for preparation without servers. */
  ServicePlan withoutConnections() {
    return new ServicePlan(
        component,
        steps.stream().filter(step -> !step.opensConnections()).toList(),
        command,
        user,
        ports,
        ready,
        stop,
        restart);
  }
}
