// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.time.Duration;

/** How a service is asked to end, and how long it may take before it is killed. */
public record StopPolicy(SignalName signal, Duration grace) {}
