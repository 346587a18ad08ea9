/** The command {@code retry}. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.retry;

import org.jspecify.annotations.NullMarked;
