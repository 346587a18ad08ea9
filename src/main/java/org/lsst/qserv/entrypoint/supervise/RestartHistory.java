// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;

/**
 * Counts the restarts of one component: all of them for its status, and the consecutive ones, which
 * determine the delay and the limit. Not thread-safe.
 */
final class RestartHistory {
  /** A service that ran this long has recovered: its consecutive restarts are forgotten. */
  private static final Duration RECOVERED = Duration.ofMinutes(5);

  private int consecutive;
  private int total;

  /** Returns the number of restarts since the last recovery or {@link #reset}. */
  int consecutive() {
    return consecutive;
  }

  int total() {
    return total;
  }

  /** Records that the service ran for a while before it exited. */
  void ran(Duration duration) {
    if (duration.compareTo(RECOVERED) >= 0) {
      consecutive = 0;
    }
  }

  /** Forgets the consecutive restarts. */
  void reset() {
    consecutive = 0;
  }

  /** Counts a restart, and returns the delay before it. */
  Duration add(RestartRule rule) {
    Duration delay = rule.delay(consecutive);
    consecutive++;
    total++;
    return delay;
  }
}
