/**
 * Operating system processes: exec, external commands, signals and resource limits. The only
 * package that uses native code and {@code ProcessBuilder}.
 */
@NullMarked
package org.lsst.qserv.entrypoint.process;

import org.jspecify.annotations.NullMarked;
