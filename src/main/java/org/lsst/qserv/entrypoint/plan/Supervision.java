// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import org.lsst.qserv.entrypoint.process.StopPolicy;
import org.lsst.qserv.entrypoint.supervise.RestartRule;

/**
 * How a component behaves under supervision.
 *
 * @param after the components that must be ready before it starts
 * @param postStart the steps that follow when its service answers its check, before it counts as
 *     ready; a service with pending ones is supervised, in every way of launching
 */
public record Supervision(
    List<String> after, List<Step> postStart, StopPolicy stop, RestartRule restart) {}
