/**
 * Executes launch plans step by step, and holds, parks and supervises launches. Also initializes
 * and upgrades schemas, changes modes and requests retries for the commands. It passes readiness to
 * the supervisor as a function, so that the packages {@code supervise} and {@code readiness} do not
 * depend on each other.
 */
@NullMarked
package org.lsst.qserv.entrypoint.launch;

import org.jspecify.annotations.NullMarked;
