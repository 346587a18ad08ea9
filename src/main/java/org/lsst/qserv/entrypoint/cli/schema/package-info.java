/**
 * The command {@code schema} and its subcommands, which show, plan, upgrade, watch, stop and wait
 * for the schemas of modules.
 */
@NullMarked
package org.lsst.qserv.entrypoint.cli.schema;

import org.jspecify.annotations.NullMarked;
