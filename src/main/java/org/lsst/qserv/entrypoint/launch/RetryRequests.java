// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.health.StateDocument;
import org.lsst.qserv.entrypoint.health.StateFiles;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.PeriodicThread;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.supervise.ComponentState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to try a failed launch again: an empty file next to its state document, which the launch
 * deletes when it accepts the request.
 */
public final class RetryRequests {
  private static final Logger LOG = LoggerFactory.getLogger(RetryRequests.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final String FILE = "retry";

  private final TimeSource time;
  private final Path file;

  private RetryRequests(TimeSource time, Path directory) {
    this.time = time;
    this.file = directory.resolve(FILE);
  }

  /** Returns the retry requests of one launch; deletes one that was made for an earlier launch. */
  static RetryRequests discardingEarlier(LaunchTarget target, Settings settings, TimeSource time) {
    StateFiles files = new StateFiles(Path.of(settings.string("paths.state")));
    RetryRequests requests =
        new RetryRequests(time, files.directory(target.role(), target.component()));
    boolean _ = requests.consume();
    return requests;
  }

  /**
   * Requests a retry of each launch of this container that has a failed component.
   *
   * @return the launches, such as {@code worker database}; empty if nothing has failed
   */
  public static List<String> request(Host host, Path stateDirectory) throws IOException {
    StateFiles files = new StateFiles(stateDirectory);
    List<String> requested = new ArrayList<>();
    for (StateDocument state : files.read(host)) {
      if (state.components().stream().anyMatch(one -> one.state() == ComponentState.FAILED)) {
        Path file = files.directory(state.role(), state.component()).resolve(FILE);
        Files.write(file, new byte[0]);
        requested.add(new LaunchTarget(state.role(), state.component()).toString());
      }
    }
    return requested;
  }

  /** Starts a daemon thread that calls the receiver for each request, until it is interrupted. */
  Thread start(Runnable receiver) {
    return PeriodicThread.start(
        "retry",
        time,
        INTERVAL,
        () -> {
          if (consume()) {
            receiver.run();
          }
        });
  }

  /** Deletes the request; returns whether there was one. */
  private boolean consume() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("retry={} undeletable problem=\"{}\"", file, e.toString());
      return false;
    }
  }
}
