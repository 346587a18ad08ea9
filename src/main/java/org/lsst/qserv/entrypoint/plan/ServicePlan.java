// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.StopPolicy;
import org.lsst.qserv.entrypoint.supervise.RestartRule;

/**
 * How one component is brought up and kept.
 *
 * @param component its name
 * @param steps what to do first, in order
 * @param user the name of the user that it is made for, empty for any
 * @param ports where it will listen
 * @param ready how to tell that it serves
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

  /** Returns the same without the steps that open connections: what is possible beforehand. */
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
