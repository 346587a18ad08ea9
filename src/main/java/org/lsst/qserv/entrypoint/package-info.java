/**
 * The program itself: {@code Main} reads the environment once, wires the objects by hand and exits
 * with an exit code. Nothing else may call {@code System.exit}, and no other package depends on
 * this one.
 */
@NullMarked
package org.lsst.qserv.entrypoint;

import org.jspecify.annotations.NullMarked;
