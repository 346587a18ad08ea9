// SPDX-License-Identifier: GPL-3.0-or-later
/** Judges what was observed: a pure function of the description, the observations and the time. */
@NullMarked
package org.lsst.qserv.entrypoint.cluster.verdict;

import org.jspecify.annotations.NullMarked;
