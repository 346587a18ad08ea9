/**
 * Crash-safe files and directories, and the reasons why a path cannot be written. It uses only
 * {@code host} and {@code failure}.
 */
@NullMarked
package org.lsst.qserv.entrypoint.io;

import org.jspecify.annotations.NullMarked;
