/** Databases, accounts and privileges: the current state, the desired one, and the way there. */
@NullMarked
package org.lsst.qserv.entrypoint.mariadb.account;

import org.jspecify.annotations.NullMarked;
