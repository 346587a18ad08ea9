/** The command {@code database}: upgrade MariaDB in a data directory. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.database;

import org.jspecify.annotations.NullMarked;
