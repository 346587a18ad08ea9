/** Readiness checks, and waits with deadlines and backoff on an injected clock. */
@NullMarked
package org.lsst.qserv.entrypoint.readiness;

import org.jspecify.annotations.NullMarked;
