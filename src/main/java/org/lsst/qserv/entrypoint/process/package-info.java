/**
 * Processes as the kernel sees them: exec, the supervisor, signals and exit codes. The only user of
 * {@code java.lang.foreign} and {@code ProcessBuilder}.
 */
@NullMarked
package org.lsst.qserv.entrypoint.process;

import org.jspecify.annotations.NullMarked;
