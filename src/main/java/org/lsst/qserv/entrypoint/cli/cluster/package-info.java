// SPDX-License-Identifier: GPL-3.0-or-later
/** The command {@code cluster}. */
@NullMarked
package org.lsst.qserv.entrypoint.cli.cluster;

import org.jspecify.annotations.NullMarked;
