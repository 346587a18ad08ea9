/** The command {@code completion}: scripts for shells. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.completion;

import org.jspecify.annotations.NullMarked;
