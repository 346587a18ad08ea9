/** The command {@code completion}: completion scripts of shells. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.completion;

import org.jspecify.annotations.NullMarked;
