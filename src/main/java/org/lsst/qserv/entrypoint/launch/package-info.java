/**
 * Executes a plan step by step: directories, files, waits, then the process. It passes readiness to
 * the supervisor as a function, so that the packages {@code supervise} and {@code readiness} do not
 * depend on each other.
 */
@NullMarked
package org.lsst.qserv.entrypoint.launch;

import org.jspecify.annotations.NullMarked;
