/** Tests of the development cluster as a whole, made by {@code ./dev up} and seen from outside. */
@NullMarked
package org.lsst.qserv.entrypoint.cluster;

import org.jspecify.annotations.NullMarked;
