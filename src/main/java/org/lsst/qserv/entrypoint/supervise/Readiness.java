// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to check that a running service is ready.
 *
 * @param check returns why the service is not ready; empty if it is ready
 * @param timeout how long the service may take to become ready after its start
 */
public record Readiness(Supplier<Optional<String>> check, Duration timeout) {}
