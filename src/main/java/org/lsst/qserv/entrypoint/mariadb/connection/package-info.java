/** Connections to MariaDB, and the meaning of its errors. */
@NullMarked
package org.lsst.qserv.entrypoint.mariadb.connection;

import org.jspecify.annotations.NullMarked;
