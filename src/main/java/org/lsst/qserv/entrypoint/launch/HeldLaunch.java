// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.process.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a container alive after its launch has failed, so that a user can look for the cause and
 * try again, instead of letting the orchestrator restart it in a loop.
 */
final class HeldLaunch {
  private static final Logger LOG = LoggerFactory.getLogger(HeldLaunch.class);

  private enum End {
    RETRY,
    SIGNAL
  }

  private final Host host;
  private final Planned planned;
  private final RetryRequests requests;

  /** Creates a held launch, and discards retry requests that were made to earlier starts. */
  HeldLaunch(Host host, Planned planned) {
    this.host = host;
    this.planned = planned;
    this.requests =
        RetryRequests.discardingEarlier(planned.plan().target(), planned.settings(), host.time());
  }

  /** Returns whether the settings request to hold a failed launch. */
  static boolean isRequested(Planned planned) {
    return planned.settings().string("on-failure").equals("hold");
  }

  /**
   * Blocks until a retry is requested.
   *
   * @throws Failure the failure of the launch, after a termination signal or the timeout
   */
  void hold(Failure failure) throws InterruptedException {
    Duration timeout = (Duration) planned.settings().find("hold.timeout").orElseThrow();
    BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    Thread watch = requests.start(() -> ends.add(End.RETRY));
    try (Signals.Registration _ = Signals.onTermination(host, _ -> ends.add(End.SIGNAL))) {
      host.err().println(failure.getMessage());
      LOG.warn(
          "hold={} exit={} timeoutMs={} fix=\"correct the cause, then run 'entrypoint retry'\"",
          planned.plan().target(),
          failure.exit().number(),
          timeout.toMillis());
      if (ends.poll(timeout.toMillis(), TimeUnit.MILLISECONDS) != End.RETRY) {
        throw failure;
      }
      LOG.info("hold={} end=retry", planned.plan().target());
    } finally {
      watch.interrupt();
    }
  }
}
