// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;
import org.lsst.qserv.entrypoint.host.TimeSource;

/**
 * A moment on the monotonic clock.
 *
 * @param isSet whether there is a deadline
 * @param nanos the moment; meaningless without a deadline
 */
record Deadline(boolean isSet, long nanos) {
  static final Deadline NONE = new Deadline(false, 0);

  static Deadline in(Duration duration, TimeSource time) {
    return new Deadline(true, time.nanos() + duration.toNanos());
  }

  /** Returns whether the moment has come. */
  boolean hasPassed(long now) {
    return isSet && nanos - now <= 0;
  }

  /** Returns the earlier one of two deadlines. */
  Deadline earlier(Deadline other) {
    if (!isSet || !other.isSet) {
      return isSet ? this : other;
    }
    return nanos - other.nanos <= 0 ? this : other;
  }
}
