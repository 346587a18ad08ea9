/** The commands {@code compatibility describe} and {@code compatibility check}. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.compatibility;

import org.jspecify.annotations.NullMarked;
