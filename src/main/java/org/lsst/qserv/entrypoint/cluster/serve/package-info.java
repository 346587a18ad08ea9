// SPDX-License-Identifier: GPL-3.0-or-later
/** The server of the monitor: endpoints, login, and its settings. */
@NullMarked
package org.lsst.qserv.entrypoint.cluster.serve;

import org.jspecify.annotations.NullMarked;
