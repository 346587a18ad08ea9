/**
 * Upgrades of schemas: the checks before an upgrade, the classification of statements that use
 * views, routines or triggers of the server, the execution of scripts, the resumption of an
 * interrupted upgrade, and the display of its progress.
 */
@NullMarked
package org.lsst.qserv.entrypoint.schema.migrate;

import org.jspecify.annotations.NullMarked;
