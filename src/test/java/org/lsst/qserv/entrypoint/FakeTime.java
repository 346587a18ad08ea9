// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.host.TimeSource;

/** A clock that only advances during sleeps, and records them. */
public final class FakeTime implements TimeSource {
  private final List<Duration> sleeps = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;
  private Duration behind = Duration.ZERO;
  private Runnable onSleep = () -> {};

  @Override
  public synchronized Instant now() {
    return Instant.EPOCH.plus(elapsed).minus(behind);
  }

  @Override
  public synchronized long nanos() {
    return elapsed.toNanos();
  }

  @Override
  public synchronized void sleep(Duration duration) {
    sleeps.add(duration);
    elapsed = elapsed.plus(duration);
    onSleep.run();
  }

  /** Sets what happens during each sleep. */
  public synchronized void onSleep(Runnable event) {
    onSleep = event;
  }

  /** Advances the clock without a sleep, like an operation of that duration. */
  public synchronized void pass(Duration duration) {
    elapsed = elapsed.plus(duration);
  }

  /** Sets the wall clock back, which the monotonic clock ignores. */
  public synchronized void setBack(Duration duration) {
    behind = behind.plus(duration);
  }

  /** Returns the sleeps so far. */
  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}
