// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;

/**
 * What to do when a supervised service ends by itself.
 *
 * @param delay the pause before the first restart; it doubles with each further one, up to a minute
 * @param limit how many restarts in a row, 0 for any number; one that ran for a while counts from
 *     the start again
 */
public record RestartRule(When when, Duration delay, int limit) {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  /** Which ends are followed by a restart. */
  public enum When {
    NEVER,
    FAILURE,
    ALWAYS
  }

  /** The pause after so many restarts in a row. */
  public Duration delay(int restarts) {
    Duration doubled = delay.multipliedBy(1L << Math.min(restarts, 10));
    Duration longest = delay.compareTo(LONGEST_DELAY) > 0 ? delay : LONGEST_DELAY;
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }

  /** Whether a service that ended with this code after so many restarts is started again. */
  public boolean restarts(int exitCode, int restarts) {
    boolean applies =
        switch (when) {
          case NEVER -> false;
          case FAILURE -> exitCode != 0;
          case ALWAYS -> true;
        };
    return applies && (limit == 0 || restarts < limit);
  }
}
