/**
 * The control port: endpoints for probes, state and metrics over HTTP, and requests to a launch.
 */
@NullMarked
package org.lsst.qserv.entrypoint.health.control;

import org.jspecify.annotations.NullMarked;
