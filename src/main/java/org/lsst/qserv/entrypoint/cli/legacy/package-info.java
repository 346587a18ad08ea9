/** Command lines of the previous entry point. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.legacy;

import org.jspecify.annotations.NullMarked;
