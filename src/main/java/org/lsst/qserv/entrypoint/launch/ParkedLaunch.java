// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.mode.ModeWatch;
import org.lsst.qserv.entrypoint.plan.ModeSettings;
import org.lsst.qserv.entrypoint.process.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stays alive without a service until the mode changes or a termination signal arrives. */
final class ParkedLaunch {
  private static final Logger LOG = LoggerFactory.getLogger(ParkedLaunch.class);

  /** The reason why parking ends. */
  enum End {
    SIGNAL,
    MODE_CHANGED
  }

  private final Host host;

  ParkedLaunch(Host host) {
    this.host = host;
  }

  /** Blocks until parking ends, restores the previous signal handlers, and returns the reason. */
  End run(Planned planned, String reason) throws InterruptedException {
    BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    Thread watch =
        new ModeWatch(host.time(), ModeSettings.sources(planned.settings()), planned.plan().mode())
            .start(mode -> ends.add(End.MODE_CHANGED));
    Thread secrets = new SecretWatch(host.time(), planned.settings().secretFiles()).start();
    End end;
    try (Signals.Registration _ = Signals.onTermination(host, signal -> ends.add(End.SIGNAL))) {
      LOG.info("launch=parked reason=\"{}\"", reason);
      end = ends.take();
    } finally {
      watch.interrupt();
      secrets.interrupt();
    }
    // a signal that arrived at the same time must not be lost
    End last = ends.contains(End.SIGNAL) ? End.SIGNAL : end;
    LOG.info("launch=parked end={}", last == End.SIGNAL ? "signal" : "mode");
    return last;
  }
}
