/**
 * Many databases at once: who is in the fleet, in what order, and what came of each. What is done
 * to one database comes in as a function.
 */
@NullMarked
package org.lsst.qserv.entrypoint.fleet;

import org.jspecify.annotations.NullMarked;
