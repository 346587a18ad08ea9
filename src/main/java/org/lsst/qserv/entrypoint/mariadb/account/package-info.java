/** Databases, accounts and privileges: current state, desired state, and reconciliation. */
@NullMarked
package org.lsst.qserv.entrypoint.mariadb.account;

import org.jspecify.annotations.NullMarked;
