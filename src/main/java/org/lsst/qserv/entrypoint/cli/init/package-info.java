/** The command {@code init}: databases, accounts and privileges. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.init;

import org.jspecify.annotations.NullMarked;
