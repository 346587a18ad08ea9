/**
 * Keeps the services of a role running: starts them in order, monitors, restarts and stops them.
 */
@NullMarked
package org.lsst.qserv.entrypoint.supervise;

import org.jspecify.annotations.NullMarked;
