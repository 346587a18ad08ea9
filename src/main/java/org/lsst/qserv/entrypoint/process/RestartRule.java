package org.lsst.qserv.entrypoint.process;

import java.time.Duration;

/**
 * What to do when a supervised service ends by itself.
 *
 * @param delay the pause before a restart
 * @param limit how many restarts in a row, 0 for any number; one that ran for a while counts from
 *     the start again
 */
public record RestartRule(When when, Duration delay, int limit) {
  /** Which ends are followed by a restart. */
  public enum When {
    NEVER,
    FAILURE,
    ALWAYS
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
