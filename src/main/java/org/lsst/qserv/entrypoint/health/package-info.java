/**
 * What is known of a running component: the state record, the state file, the control port and the
 * probes that answer from them.
 */
@NullMarked
package org.lsst.qserv.entrypoint.health;

import org.jspecify.annotations.NullMarked;
