/** Command lines of the Python entry point. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.legacy;

import org.jspecify.annotations.NullMarked;
