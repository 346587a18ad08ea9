// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import org.lsst.qserv.entrypoint.process.SystemCalls;

/**
 * Releases memory of a launcher that keeps running: a launch, a change of the mode and a scrape of
 * the metrics use much more of the Java runtime and of the AOT cache than waiting for the next one.
 * Without it, the heap would also grow to its limit in the course of many changes, because the
 * collector prefers growth to a full collection. Not thread-safe.
 */
final class IdleMemory {
  /** The growth of the heap, in bytes, after which it is collected. */
  private static final long GROWTH = 4 << 20;

  /** The number of polls without a change until memory is released, and then released again. */
  private static final int IDLE = 5;

  private int idlePolls;

  /** The size of the heap after the last collection, in bytes. */
  private long heap = Runtime.getRuntime().totalMemory();

  /** The state of a component has changed. */
  void changed() {
    idlePolls = 0;
  }

  /** Called periodically. */
  void poll() {
    if (Runtime.getRuntime().totalMemory() > heap + GROWTH) {
      System.gc();
      heap = Runtime.getRuntime().totalMemory();
    }
    idlePolls++;
    if (idlePolls == IDLE) {
      idlePolls = 0;
      new SystemCalls().releaseFilePages();
    }
  }
}
