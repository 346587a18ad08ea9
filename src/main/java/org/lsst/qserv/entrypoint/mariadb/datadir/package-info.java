/** Data directories: what they contain, their preparation, and the server that runs on one. */
@NullMarked
package org.lsst.qserv.entrypoint.mariadb.datadir;

import org.jspecify.annotations.NullMarked;
