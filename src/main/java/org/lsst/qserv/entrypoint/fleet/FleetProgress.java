// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Counts, and tells every now and then how far a fleet is. */
public final class FleetProgress implements FleetListener, AutoCloseable {
  private final int all;
  private final Set<String> running = new LinkedHashSet<>();
  private int done;
  private int failed;
  private int skipped;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins.
   *
   * @param all how many databases there are
   * @param interval the time before each line, the first included
   */
  public FleetProgress(int all, Duration interval, Consumer<String> receiver) {
    this.all = all;
    this.thread = Thread.ofVirtual().name("fleet-progress").start(() -> run(interval, receiver));
  }

  private void run(Duration interval, Consumer<String> receiver) {
    try {
      while (!end.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        receiver.accept(toString());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void started(FleetMember member) {
    running.add(member.name());
  }

  @Override
  public synchronized void ended(FleetResult result) {
    running.remove(result.member().name());
    switch (result.state()) {
      case DONE -> done++;
      case FAILED -> failed++;
      case SKIPPED -> skipped++;
    }
  }

  @Override
  public synchronized String toString() {
    return done
        + " of "
        + all
        + " done, "
        + running.size()
        + " running, "
        + failed
        + " failed"
        + (skipped > 0 ? ", " + skipped + " skipped" : "")
        + (running.isEmpty() ? "" : " (at work: " + String.join(", ", running) + ")");
  }

  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
