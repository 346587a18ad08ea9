/** The modes of a role, and where the requested mode comes from. */
@NullMarked
package org.lsst.qserv.entrypoint.mode;

import org.jspecify.annotations.NullMarked;
