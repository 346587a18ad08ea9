// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.time.Duration;
import java.time.Instant;

/** The clock and the only way to sleep, so that tests of deadlines need not wait. */
public interface TimeSource {
  /** The time of day, for people. */
  Instant now();

  /** A time that never goes back, in nanoseconds from an arbitrary start, for deadlines. */
  long nanos();

  /** Sleeps, or ends early with the exception. */
  void sleep(Duration duration) throws InterruptedException;

  /** The machine's time. */
  static TimeSource real() {
    return new TimeSource() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}
