/**
 * Readiness checks, and waits with deadlines and backoff on an injected clock. What a component
 * waits for is in the resources {@code catalog/*.conf}, in the fields {@code waits}, {@code ready}
 * and {@code schema}.
 */
@NullMarked
package org.lsst.qserv.entrypoint.readiness;

import org.jspecify.annotations.NullMarked;
