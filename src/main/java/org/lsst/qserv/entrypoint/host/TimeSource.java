// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.time.Duration;
import java.time.Instant;

/** The clock and the only way to sleep, so that tests can replace both. */
public interface TimeSource {
  /** Returns the wall-clock time, for logs and messages. */
  Instant now();

  /** Returns a monotonic time in nanoseconds from an arbitrary origin, for deadlines. */
  long nanos();

  /** Sleeps for a duration. */
  void sleep(Duration duration) throws InterruptedException;

  /** Returns the system clock. */
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
