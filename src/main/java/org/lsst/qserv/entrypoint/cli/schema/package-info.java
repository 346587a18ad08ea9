/** The command {@code schema} and its subcommands, which upgrade the schema of a module. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.schema;

import org.jspecify.annotations.NullMarked;
