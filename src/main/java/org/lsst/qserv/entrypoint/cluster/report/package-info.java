// SPDX-License-Identifier: GPL-3.0-or-later
/** The report of the state of whole instances, and its JSON form. */
@NullMarked
package org.lsst.qserv.entrypoint.cluster.report;

import org.jspecify.annotations.NullMarked;
