/** The command {@code man}: the manual page, generated from the model of the command line. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.man;

import org.jspecify.annotations.NullMarked;
