/** The commands {@code mode show} and {@code mode set}. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.mode;

import org.jspecify.annotations.NullMarked;
