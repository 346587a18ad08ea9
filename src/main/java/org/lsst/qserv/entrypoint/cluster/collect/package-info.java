// SPDX-License-Identifier: GPL-3.0-or-later
/** Collects what the components of instances report over the network, all in parallel. */
@NullMarked
package org.lsst.qserv.entrypoint.cluster.collect;

import org.jspecify.annotations.NullMarked;
