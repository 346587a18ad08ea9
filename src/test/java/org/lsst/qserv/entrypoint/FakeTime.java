// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.host.TimeSource;

/** A clock that only moves when somebody sleeps, and remembers each sleep. */
public final class FakeTime implements TimeSource {
  private final List<Duration> sleeps = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;

  @Override
  public synchronized Instant now() {
    return Instant.EPOCH.plus(elapsed);
  }

  @Override
  public synchronized long nanos() {
    return elapsed.toNanos();
  }

  @Override
  public synchronized void sleep(Duration duration) {
    sleeps.add(duration);
    elapsed = elapsed.plus(duration);
  }

  /** Time goes by without anybody sleeping: something took that long. */
  public synchronized void pass(Duration duration) {
    elapsed = elapsed.plus(duration);
  }

  /** The sleeps so far. */
  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}
