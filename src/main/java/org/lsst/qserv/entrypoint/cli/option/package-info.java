/** Options and parameters that several commands share. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.option;

import org.jspecify.annotations.NullMarked;
