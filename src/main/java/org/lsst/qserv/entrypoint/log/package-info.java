/**
 * The SLF4J provider: one line per event on stderr, as text or JSON. Only the root package
 * configures it; all other packages log through SLF4J.
 */
@NullMarked
package org.lsst.qserv.entrypoint.log;

import org.jspecify.annotations.NullMarked;
