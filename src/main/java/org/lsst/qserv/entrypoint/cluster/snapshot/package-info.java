// SPDX-License-Identifier: GPL-3.0-or-later
/** The latest report on all instances, refreshed by a timer, and the history of changes. */
@NullMarked
package org.lsst.qserv.entrypoint.cluster.snapshot;

import org.jspecify.annotations.NullMarked;
