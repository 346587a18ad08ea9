/** The state of components: state records, state files, and the probes that use them. */
@NullMarked
package org.lsst.qserv.entrypoint.health;

import org.jspecify.annotations.NullMarked;
