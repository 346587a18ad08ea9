/**
 * The program itself: {@code Main} reads the world once, wires the objects by hand and ends with an
 * exit code. Nothing else may call {@code System.exit}, and no other package knows this one.
 */
@NullMarked
package org.lsst.qserv.entrypoint;

import org.jspecify.annotations.NullMarked;
