/**
 * The machine as values and ports: environment, clock and file system, and {@code Secret}, which is
 * never shown. Everything else gets these handed in; it uses no other package.
 */
@NullMarked
package org.lsst.qserv.entrypoint.host;

import org.jspecify.annotations.NullMarked;
