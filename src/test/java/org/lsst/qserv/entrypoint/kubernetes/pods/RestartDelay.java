// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.time.Duration;

/**
 * A kubelet's delay of restarts: none, then 10 s, doubled to 5 min. Ten minutes of running reset
 * it.
 */
final class RestartDelay {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration RESET = Duration.ofMinutes(10);

  private Duration next = Duration.ZERO;

  /** Returns the delay before the next start. */
  Duration after(Duration running) {
    if (running.compareTo(RESET) >= 0) {
      next = Duration.ZERO;
    }
    Duration delay = next;
    next = delay.isZero() ? FIRST : delay.multipliedBy(2);
    if (next.compareTo(LONGEST) > 0) {
      next = LONGEST;
    }
    return delay;
  }
}
