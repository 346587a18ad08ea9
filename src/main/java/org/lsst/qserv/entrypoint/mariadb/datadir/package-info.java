/** Data directories: their state, their initialization, and the server that runs on one. */
@NullMarked
package org.lsst.qserv.entrypoint.mariadb.datadir;

import org.jspecify.annotations.NullMarked;
