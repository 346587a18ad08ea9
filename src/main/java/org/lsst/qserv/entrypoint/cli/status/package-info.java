/** The command {@code status}. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.status;

import org.jspecify.annotations.NullMarked;
