/** The command {@code probe}: liveness and readiness. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.probe;

import org.jspecify.annotations.NullMarked;
