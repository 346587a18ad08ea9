/**
 * The command lines of the old entry point, translated to settings, and nothing else. What they
 * mean is data, in {@code legacy.conf}; nothing of this package is loaded for a line of today's.
 */
@NullMarked
package org.lsst.qserv.entrypoint.legacy;

import org.jspecify.annotations.NullMarked;
