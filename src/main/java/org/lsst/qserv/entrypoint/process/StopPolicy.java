// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.time.Duration;

/**
 * How to stop a service.
 *
 * @param signal the signal that requests the stop
 * @param grace how long the service may take before SIGKILL
 * @param canBeShortened whether a second SIGTERM or SIGINT shortens the grace period to 2 seconds;
 *     false for databases
 */
public record StopPolicy(SignalName signal, Duration grace, boolean canBeShortened) {}
