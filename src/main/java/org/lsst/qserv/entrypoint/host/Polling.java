// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.time.Duration;

/**
 * The deadline, the pauses and the log interval of one wait that polls. A loop checks its condition
 * first, then {@link #isOver}, then calls {@link #pause}, so that the condition is checked once
 * more at the deadline. An interruption of the thread cancels the wait. Not thread-safe.
 */
public final class Polling {
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

  private final TimeSource time;
  private final Duration timeout;
  private final Duration longestPause;
  private final long start;
  private Duration nextPause;
  private long nextLog;

  /**
   * Starts a wait whose pauses double.
   *
   * @param timeout the time until the deadline
   * @param firstPause the first pause
   * @param longestPause the maximum pause
   */
  public Polling(TimeSource time, Duration timeout, Duration firstPause, Duration longestPause) {
    this.time = time;
    this.timeout = timeout;
    this.nextPause = firstPause;
    this.longestPause = longestPause;
    this.start = time.nanos();
    this.nextLog = start;
  }

  /** Starts a wait with equal pauses. */
  public static Polling every(Duration pause, TimeSource time, Duration timeout) {
    return new Polling(time, timeout, pause, pause);
  }

  /** Returns whether the deadline has passed. */
  public boolean isOver() {
    return !left().isPositive();
  }

  /** Returns the time since the start of the wait. */
  public Duration elapsed() {
    return Duration.ofNanos(time.nanos() - start);
  }

  /** Returns the time until the deadline; zero or negative if it has passed. */
  public Duration left() {
    return timeout.minus(elapsed());
  }

  /**
   * Returns the progress of the wait: a text, followed by the elapsed time and the timeout.
   *
   * @param text what the wait is for, and its last result
   */
  public TaskProgress progress(String text) {
    return TaskProgress.of(
        text + ", " + elapsed().toSeconds() + " s of at most " + timeout.toSeconds() + " s");
  }

  /** Returns whether to log the state of the wait: at the first call, then every ten seconds. */
  public boolean isLogDue() {
    return isLogDue(LOG_INTERVAL);
  }

  /** Returns whether to log the state of the wait: at the first call, then at an interval. */
  public boolean isLogDue(Duration interval) {
    long now = time.nanos();
    if (now - nextLog < 0) {
      return false;
    }
    nextLog = now + interval.toNanos();
    return true;
  }

  /** Sleeps until the next check, at most until the deadline. */
  public void pause() throws InterruptedException {
    Duration left = left();
    if (left.isPositive()) {
      time.sleep(shorter(nextPause, left));
    }
    nextPause = shorter(nextPause.multipliedBy(2), longestPause);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
