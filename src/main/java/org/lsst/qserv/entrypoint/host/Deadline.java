// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The moment by which input and output of a socket must be over, however many operations that
 * takes. It uses the clock of the Java machine, as sockets do.
 */
public final class Deadline {
  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  /** A deadline that far from now. */
  public static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /** Returns the milliseconds until then, at least 0. */
  public int leftMillis() {
    long left = (endNanos - System.nanoTime()) / 1_000_000;
    return Math.clamp(left, 0, Integer.MAX_VALUE);
  }

  /**
   * Returns the milliseconds until then as a socket's timeout, for which 0 would mean for ever.
   *
   * @throws SocketTimeoutException if it has passed
   */
  public int socketTimeoutMillis() throws SocketTimeoutException {
    int left = leftMillis();
    if (left == 0) {
      throw new SocketTimeoutException("timed out");
    }
    return left;
  }
}
