/** End-to-end tests of the development cluster that {@code ./dev up} starts. */
@NullMarked
package org.lsst.qserv.entrypoint.cluster;

import org.jspecify.annotations.NullMarked;
