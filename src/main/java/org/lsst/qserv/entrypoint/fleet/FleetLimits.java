// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.util.OptionalInt;

/**
 * Limits the parallelism and the failures of a fleet.
 *
 * @param parallel how many databases are processed at the same time, at least 1
 * @param maxFailures after more failures than this no further database is started; empty for no
 *     limit
 */
public record FleetLimits(int parallel, OptionalInt maxFailures) {
  /**
   * The default of {@code parallel}. A fleet of 71 takes five rounds, a fourteenth of the serial
   * time. Even with some slow servers it stays below a tenth, the target in docs/benchmarks.md, and
   * the load is still low for servers that share a storage system.
   */
  public static final int DEFAULT_PARALLEL = 16;
}
