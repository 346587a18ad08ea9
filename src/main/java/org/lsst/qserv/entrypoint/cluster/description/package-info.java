// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The description of an instance: what should exist, and how it is reached. What a component is
 * asked follows from the catalog.
 */
@NullMarked
package org.lsst.qserv.entrypoint.cluster.description;

import org.jspecify.annotations.NullMarked;
