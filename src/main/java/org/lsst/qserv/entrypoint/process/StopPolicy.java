// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.time.Duration;

/** How to stop a service: the signal, and the grace period before SIGKILL. */
public record StopPolicy(SignalName signal, Duration grace) {}
