/** The command {@code schema}: plan, upgrade and watch the schema of a module. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.schema;

import org.jspecify.annotations.NullMarked;
