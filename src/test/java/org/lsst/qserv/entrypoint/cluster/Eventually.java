// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Polls a condition. The pauses are at least as long as its last evaluation. */
public final class Eventually {
  private static final long SHORTEST_PAUSE_NANOS = 500_000_000;

  private Eventually() {}

  /** Returns when the assertion holds; fails with its last message at the deadline. */
  public static void within(Duration deadline, Runnable assertion) {
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      long start = System.nanoTime();
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() >= end) {
          throw e;
        }
      }
      pause(Math.max(SHORTEST_PAUSE_NANOS, System.nanoTime() - start));
    }
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
