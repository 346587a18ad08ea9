/**
 * The command line as a picocli model, and a command class for each verb. Commands turn arguments
 * into values and hand them on; whatever there is to decide is decided in another package.
 */
@NullMarked
package org.lsst.qserv.entrypoint.cli;

import org.jspecify.annotations.NullMarked;
