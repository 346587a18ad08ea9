// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import java.time.Duration;

/** Polls a condition. */
public final class Eventually {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  private Eventually() {}

  /** Returns when the assertion holds; fails with its last message at the deadline. */
  public static void within(Duration deadline, Runnable assertion) {
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() >= end) {
          throw e;
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
