// SPDX-License-Identifier: GPL-3.0-or-later
/** The web page on the state of all instances, rendered on the server. */
@NullMarked
package org.lsst.qserv.entrypoint.cluster.page;

import org.jspecify.annotations.NullMarked;
