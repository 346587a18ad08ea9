// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.snapshot;

import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot.CollectionFailure;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot.CollectionStatistics;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the state in a thread of its own at a fixed interval, so the number of clients does not
 * change the number of collections. Thread-safe.
 */
public final class Refresher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

  private final TimeSource time;
  private final Duration interval;
  private final Collector collector;
  private final ChangeHistory history = new ChangeHistory();
  private final Thread thread;
  private volatile Snapshot latest;

  /**
   * Creates a refresher that has not started.
   *
   * @param interval the time between the starts of two collections; a collection that takes longer
   *     delays the next one
   */
  public Refresher(TimeSource time, Duration interval, Collector collector) {
    this.time = time;
    this.interval = interval;
    this.collector = collector;
    this.latest = Snapshot.empty(interval);
    this.thread = Thread.ofPlatform().daemon().name("collector").unstarted(this::run);
  }

  /** Starts to collect. */
  public void start() {
    thread.start();
  }

  /** Returns the latest snapshot. */
  public Snapshot latest() {
    return latest;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long start = time.nanos();
        refresh();
        Duration rest = interval.minusNanos(time.nanos() - start);
        time.sleep(rest.isNegative() ? Duration.ZERO : rest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Collects once. A failure keeps the latest report, which becomes old. */
  void refresh() throws InterruptedException {
    long start = time.nanos();
    try {
      ClusterReport report = collector.collect();
      history.add(report);
      if (latest.failure().isPresent()) {
        LOG.info("collection=succeeded");
      }
      latest =
          new Snapshot(
              Optional.of(report),
              Optional.empty(),
              counted(1, 0, start),
              interval,
              history.changes());
    } catch (Failure e) {
      failed(e.problems().getFirst().what(), start);
    } catch (RuntimeException | OutOfMemoryError e) { // the latter also without a free thread
      LOG.error("the collection failed unexpectedly", e);
      failed("unexpected error; see the log of the monitor", start);
    }
  }

  private void failed(String text, long start) {
    if (latest.failure().filter(failure -> failure.text().equals(text)).isEmpty()) {
      LOG.warn("collection=failed problem=\"{}\"", text);
    }
    latest =
        new Snapshot(
            latest.report(),
            Optional.of(new CollectionFailure(time.now(), text)),
            counted(0, 1, start),
            interval,
            history.changes());
  }

  private CollectionStatistics counted(int succeeded, int failed, long start) {
    CollectionStatistics before = latest.statistics();
    return new CollectionStatistics(
        before.succeeded() + succeeded,
        before.failed() + failed,
        Duration.ofNanos(time.nanos() - start));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
