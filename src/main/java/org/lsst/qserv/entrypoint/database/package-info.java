/**
 * Connections to MariaDB, its accounts and privileges, the preparation of a server's data directory
 * and the upgrade of MariaDB itself.
 */
@NullMarked
package org.lsst.qserv.entrypoint.database;

import org.jspecify.annotations.NullMarked;
