// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.ExitCode;

/**
 * When and how often to restart a supervised service that exits.
 *
 * @param delay the delay before the first restart; it doubles with each further restart, up to a
 *     minute
 * @param limit the maximum number of consecutive restarts, 0 for no limit; a service that ran for a
 *     while starts counting again
 * @param successCodes the exit codes, besides 0, that mean success
 */
public record RestartRule(When when, Duration delay, int limit, Set<Integer> successCodes) {
  private static final Duration MAX_DELAY = Duration.ofMinutes(1);

  /** The failures of a preparation that may disappear by themselves. */
  private static final Set<ExitCode> TEMPORARY = Set.of(ExitCode.UNAVAILABLE, ExitCode.TRY_AGAIN);

  /** The exits after which to restart. */
  public enum When {
    NEVER,
    FAILURE,
    ALWAYS
  }

  /** Returns the delay after a number of consecutive restarts. */
  public Duration delay(int restarts) {
    Duration doubled = delay.multipliedBy(1L << Math.min(restarts, 10));
    Duration longest = delay.compareTo(MAX_DELAY) > 0 ? delay : MAX_DELAY;
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }

  /** Returns whether an exit code means success. */
  public boolean isSuccess(int exitCode) {
    return exitCode == 0 || successCodes.contains(exitCode);
  }

  /**
   * Returns whether to restart a service with this exit code after a number of consecutive
   * restarts.
   */
  public boolean shouldRestart(int exitCode, int previousRestarts) {
    boolean applies =
        switch (when) {
          case NEVER -> false;
          case FAILURE -> !isSuccess(exitCode);
          case ALWAYS -> true;
        };
    return applies && isBelowLimit(previousRestarts);
  }

  /** Returns whether to retry a preparation that failed, or a start that took too long. */
  public boolean shouldRetry(ExitCode failure, int previousRestarts) {
    return when != When.NEVER && TEMPORARY.contains(failure) && isBelowLimit(previousRestarts);
  }

  private boolean isBelowLimit(int restarts) {
    return limit == 0 || restarts < limit;
  }
}
