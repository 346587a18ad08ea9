/** The launch of a role or component, and its explanation. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.launch;

import org.jspecify.annotations.NullMarked;
