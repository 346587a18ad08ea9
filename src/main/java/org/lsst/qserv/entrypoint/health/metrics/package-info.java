/** Metrics of a launch in the text format of Prometheus. */
@NullMarked
package org.lsst.qserv.entrypoint.health.metrics;

import org.jspecify.annotations.NullMarked;
