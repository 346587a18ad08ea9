/**
 * Processes as the kernel sees them: exec, the supervisor, signals and exit codes. The only user of
 * native code and {@code ProcessBuilder}.
 */
@NullMarked
package org.lsst.qserv.entrypoint.process;

import org.jspecify.annotations.NullMarked;
