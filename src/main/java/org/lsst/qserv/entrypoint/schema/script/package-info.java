/**
 * Statements of an SQL script: split as the {@code mariadb} client splits them, and understood as
 * far as an upgrade must. It reads text and nothing else.
 */
@NullMarked
package org.lsst.qserv.entrypoint.schema.script;

import org.jspecify.annotations.NullMarked;
