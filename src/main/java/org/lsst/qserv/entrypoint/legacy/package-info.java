/**
 * Translates legacy command lines, those of the Python entry point, into settings. Their options
 * are described by the files in {@code legacy}. For other command lines, no class of this package
 * is loaded.
 */
@NullMarked
package org.lsst.qserv.entrypoint.legacy;

import org.jspecify.annotations.NullMarked;
