// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.lsst.qserv.entrypoint.host.TaskProgress;

/**
 * The state of a component at one moment.
 *
 * @param reason why the component is in this state; may be empty
 * @param progress what must still be done before the component can be ready; empty if nothing is
 *     known to take long
 * @param since when it entered this state
 * @param restarts the number of automatic restarts: after an exit, a failed preparation or a start
 *     that timed out
 * @param pid its process; empty if it has none
 */
public record ComponentStatus(
    String name,
    ComponentState state,
    String reason,
    Optional<TaskProgress> progress,
    Instant since,
    int restarts,
    OptionalLong pid) {}
