/**
 * Carries out a plan step by step: directories, files, waits, then the process. It gives the
 * supervisor readiness as a function, so that neither of the two packages knows the other.
 */
@NullMarked
package org.lsst.qserv.entrypoint.launch;

import org.jspecify.annotations.NullMarked;
