// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Counts the results of a fleet and reports the counts at a fixed interval until closed. */
public final class FleetProgress implements FleetListener, AutoCloseable {
  private final int total;
  private final Set<String> running = new LinkedHashSet<>();
  private int done;
  private int failed;
  private int skipped;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Starts the reports.
   *
   * @param total the number of databases
   * @param interval the time before each line, including the first one
   * @param receiver receives the lines in a thread of this object
   */
  public FleetProgress(int total, Duration interval, Consumer<String> receiver) {
    this.total = total;
    this.thread = Thread.ofVirtual().name("fleet-progress").start(() -> run(interval, receiver));
  }

  private void run(Duration interval, Consumer<String> receiver) {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
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
  public synchronized void finished(FleetResult result) {
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
        + total
        + " done, "
        + running.size()
        + " running, "
        + failed
        + " failed"
        + (skipped > 0 ? ", " + skipped + " skipped" : "")
        + (running.isEmpty() ? "" : " (databases: " + String.join(", ", running) + ")");
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
