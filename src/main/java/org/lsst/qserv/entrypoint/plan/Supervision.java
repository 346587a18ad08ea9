// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import org.lsst.qserv.entrypoint.process.StopPolicy;
import org.lsst.qserv.entrypoint.supervise.RestartRule;

/**
 * How a component behaves under supervision.
 *
 * @param after the components that must be ready before it starts
 */
public record Supervision(List<String> after, StopPolicy stop, RestartRule restart) {}
