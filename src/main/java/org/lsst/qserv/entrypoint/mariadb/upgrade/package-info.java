/** Upgrades of MariaDB itself: version checks of data directories, and mariadb-upgrade. */
@NullMarked
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import org.jspecify.annotations.NullMarked;
