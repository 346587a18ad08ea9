// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One deadline shared by all operations on a socket. It uses the clock of the JVM, as socket
 * timeouts do.
 */
public final class SocketDeadline {
  private final long endNanos;

  private SocketDeadline(long endNanos) {
    this.endNanos = endNanos;
  }

  /** Returns a deadline that expires when the timeout has elapsed. */
  public static SocketDeadline in(Duration timeout) {
    return new SocketDeadline(System.nanoTime() + timeout.toNanos());
  }

  /** Returns the remaining milliseconds, at least 0. */
  public int remainingMillis() {
    long left = (endNanos - System.nanoTime()) / 1_000_000;
    return Math.clamp(left, 0, Integer.MAX_VALUE);
  }

  /**
   * Returns the remaining milliseconds as the timeout of a socket, for which 0 would mean no
   * timeout.
   *
   * @throws SocketTimeoutException if the deadline has passed
   */
  public int socketTimeoutMillis() throws SocketTimeoutException {
    int left = remainingMillis();
    if (left == 0) {
      throw new SocketTimeoutException("timed out");
    }
    return left;
  }
}
