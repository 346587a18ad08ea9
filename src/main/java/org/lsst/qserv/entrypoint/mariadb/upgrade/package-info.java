/** Upgrades of MariaDB itself: versions that meet on a data directory, and mariadb-upgrade. */
@NullMarked
package org.lsst.qserv.entrypoint.mariadb.upgrade;

import org.jspecify.annotations.NullMarked;
