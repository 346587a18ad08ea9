/**
 * Schemas and their versions: scripts, the journal of what has run, and the upgrade that follows it
 * and loses nothing, whatever is killed when.
 */
@NullMarked
package org.lsst.qserv.entrypoint.schema.migrate;

import org.jspecify.annotations.NullMarked;
