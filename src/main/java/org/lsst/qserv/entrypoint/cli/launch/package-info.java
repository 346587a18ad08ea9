/** The commands that launch and explain a role or component. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.launch;

import org.jspecify.annotations.NullMarked;
