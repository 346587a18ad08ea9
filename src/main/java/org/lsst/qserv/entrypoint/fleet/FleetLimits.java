// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.util.OptionalInt;

/**
 * How much at once, and when it is enough.
 *
 * @param parallel how many databases are worked on at the same time, at least 1
 * @param maxFailures after more failures than these no database is started; empty for any number
 */
public record FleetLimits(int parallel, OptionalInt maxFailures) {
  /**
   * A fleet of 71 takes five rounds, a fourteenth of one after the other: that leaves room for the
   * slow ones below the tenth that is promised, and is still few for a storage that several share.
   */
  public static final int DEFAULT_PARALLEL = 16;
}
