// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.time.Duration;
import org.lsst.qserv.entrypoint.host.TimeSource;

/**
 * Measures whether this process itself is delayed because its machine is busy. A thread sleeps for
 * short intervals, and records the longest time by which it wakes up too late.
 */
final class DelayMeter implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private final TimeSource time;
  private final Duration limit;
  private final Thread thread;
  private volatile long longest;

  /**
   * Starts to measure.
   *
   * @param limit the delay beyond which the process counts as delayed
   */
  DelayMeter(TimeSource time, Duration limit) {
    this.time = time;
    this.limit = limit;
    this.thread = Thread.ofPlatform().daemon().name("delay-meter").start(this::measure);
  }

  private void measure() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long start = time.nanos();
        time.sleep(INTERVAL);
        longest = Math.max(longest, time.nanos() - start - INTERVAL.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether a response may have been late only because this process was delayed. */
  boolean isDelayed() {
    return longest > limit.toNanos();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
