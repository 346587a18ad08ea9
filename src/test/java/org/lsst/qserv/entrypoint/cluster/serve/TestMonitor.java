// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.http.ListenAddress;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** A monitor on a free port that serves reports of the test. */
final class TestMonitor implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Monitor monitor;
  private final AtomicInteger collections = new AtomicInteger();
  private volatile Function<Instant, ClusterReport> reports;

  /**
   * Opens the monitor.
   *
   * @param reports returns the report of a time
   */
  TestMonitor(Optional<Secret> password, Function<Instant, ClusterReport> reports) {
    this.reports = reports;
    MonitorSettings settings =
        new MonitorSettings(
            new ListenAddress("monitor", "127.0.0.1", 0, Optional.empty()),
            "qserv",
            password,
            INTERVAL);
    TimeSource time = TimeSource.real();
    monitor =
        Monitor.open(
            time,
            "entrypoint 1.2",
            settings,
            () -> {
              synchronized (this) {
                collections.incrementAndGet();
                notifyAll();
              }
              return this.reports.apply(time.now());
            });
  }

  /** Replaces what the next collections return. */
  void show(Function<Instant, ClusterReport> next) {
    reports = next;
  }

  /** Waits until there is a report. */
  void awaitReport() throws InterruptedException {
    awaitCollections(2);
  }

  /** Waits until a number of collections have started; all earlier ones have finished. */
  private synchronized int awaitCollections(int count) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (collections.get() < count && System.nanoTime() < deadline) {
      wait(10);
    }
    if (collections.get() < count) {
      throw new AssertionError("only " + collections + " collections");
    }
    return collections.get();
  }

  int collections() {
    return collections.get();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + monitor.port() + path);
  }

  @Override
  public void close() {
    monitor.close();
  }
}
