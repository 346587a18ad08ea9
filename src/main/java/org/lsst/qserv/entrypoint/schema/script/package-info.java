/**
 * Splits SQL scripts into statements as the {@code mariadb} client does, and classifies the
 * statements for an upgrade. This package only reads scripts; it does not use a server.
 */
@NullMarked
package org.lsst.qserv.entrypoint.schema.script;

import org.jspecify.annotations.NullMarked;
