/**
 * Splits SQL scripts into statements as the {@code mariadb} client does, and classifies the
 * statements for an upgrade by their text. This package does not use a server: {@code
 * schema.migrate.ViewAndRoutineResolver} decides how statements are classified that use views,
 * routines or triggers.
 */
@NullMarked
package org.lsst.qserv.entrypoint.schema.script;

import org.jspecify.annotations.NullMarked;
