/**
 * Files and directories that survive a crash, and the reasons why one cannot be written. It uses
 * only {@code host} and {@code failure}.
 */
@NullMarked
package org.lsst.qserv.entrypoint.io;

import org.jspecify.annotations.NullMarked;
