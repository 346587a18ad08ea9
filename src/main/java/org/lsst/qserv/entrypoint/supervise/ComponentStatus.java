// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * The state of a component at one moment.
 *
 * @param reason why the component is in this state; may be empty
 * @param since when it entered this state
 * @param restarts how often it has been restarted after an exit of its own
 * @param pid its process; empty if it has none
 */
public record ComponentStatus(
    String name,
    ComponentState state,
    String reason,
    Instant since,
    int restarts,
    OptionalLong pid) {}
