// SPDX-License-Identifier: GPL-3.0-or-later
/** Metrics of all instances for Prometheus. */
@NullMarked
package org.lsst.qserv.entrypoint.cluster.metrics;

import org.jspecify.annotations.NullMarked;
