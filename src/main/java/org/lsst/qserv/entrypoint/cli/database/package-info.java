/** The command {@code database}: the MariaDB version of a data directory. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.database;

import org.jspecify.annotations.NullMarked;
