/** Connections to MariaDB, and what its errors mean. */
@NullMarked
package org.lsst.qserv.entrypoint.mariadb.connection;

import org.jspecify.annotations.NullMarked;
