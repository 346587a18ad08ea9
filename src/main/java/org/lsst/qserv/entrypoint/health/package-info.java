/** The state of components: state documents, their files, and the probes that use them. */
@NullMarked
package org.lsst.qserv.entrypoint.health;

import org.jspecify.annotations.NullMarked;
