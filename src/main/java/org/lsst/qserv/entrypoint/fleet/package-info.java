/**
 * Runs a task for many databases in parallel: the list of databases, the limits, the results and
 * the report. The task itself is a parameter.
 */
@NullMarked
package org.lsst.qserv.entrypoint.fleet;

import org.jspecify.annotations.NullMarked;
