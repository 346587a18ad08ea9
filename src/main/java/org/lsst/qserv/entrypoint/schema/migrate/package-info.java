/**
 * Upgrades of schemas: the checks before an upgrade, the execution of its scripts, the resumption
 * of an interrupted upgrade, and the display of its progress.
 */
@NullMarked
package org.lsst.qserv.entrypoint.schema.migrate;

import org.jspecify.annotations.NullMarked;
