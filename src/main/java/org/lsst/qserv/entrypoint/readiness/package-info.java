/**
 * Waits for what a service depends on and checks of the service itself, with deadlines and backoff
 * on a clock that is handed in.
 */
@NullMarked
package org.lsst.qserv.entrypoint.readiness;

import org.jspecify.annotations.NullMarked;
