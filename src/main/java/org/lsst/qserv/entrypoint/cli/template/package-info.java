/** The command {@code template}: list, render and check templates. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.template;

import org.jspecify.annotations.NullMarked;
