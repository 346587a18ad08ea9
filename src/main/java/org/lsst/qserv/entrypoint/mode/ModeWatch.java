// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.PeriodicThread;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the effective mode. It polls, because Kubernetes updates a ConfigMap by swapping a
 * symbolic link above the file, and no notification of the kernel covers that on every file system.
 * A poll reads at most two files of a few bytes.
 */
public final class ModeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ModeWatch.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final TimeSource time;
  private final ModeSources sources;
  private EffectiveMode last;
  private Optional<String> lastProblem = Optional.empty();

  /** The modification of the sources whose mode was rejected. */
  private volatile Optional<String> rejected = Optional.empty();

  /**
   * Creates a watch.
   *
   * @param initial the mode that is already known
   */
  public ModeWatch(TimeSource time, ModeSources sources, EffectiveMode initial) {
    this.time = time;
    this.sources = sources;
    this.last = initial;
  }

  /**
   * Starts a daemon thread that reports each change, until it is interrupted.
   *
   * @param receiver called in that thread
   */
  public Thread start(Consumer<EffectiveMode> receiver) {
    return PeriodicThread.start("mode", time, INTERVAL, () -> pollSafely(receiver));
  }

  /** A bug in the receiver must not end the watch: the next change may succeed. */
  private void pollSafely(Consumer<EffectiveMode> receiver) {
    try {
      poll().ifPresent(receiver);
    } catch (RuntimeException | Error e) {
      LOG.error("unexpected error while applying a mode change", e);
      reject();
    }
  }

  /**
   * Rejects the last reported mode, which could not be applied. The watch reports it again when its
   * file is rewritten.
   */
  public void reject() {
    rejected = Optional.of(sources.modification());
  }

  private boolean isRequestedAgain() {
    return rejected
        .filter(modification -> !modification.equals(sources.modification()))
        .isPresent();
  }

  /** Returns the effective mode if it has changed since the last call, or is requested again. */
  Optional<EffectiveMode> poll() {
    try {
      EffectiveMode now = sources.effective();
      lastProblem = Optional.empty();
      if (!now.differsFrom(last) && !isRequestedAgain()) {
        return Optional.empty();
      }
      rejected = Optional.empty();
      last = now;
      return Optional.of(now);
    } catch (Failure e) {
      // such as an empty file while it is written: the mode remains until the file is valid
      String problem = e.problems().getFirst().what();
      if (!lastProblem.equals(Optional.of(problem))) {
        LOG.warn("{}; the mode remains {}", problem, last.mode());
      }
      lastProblem = Optional.of(problem);
      return Optional.empty();
    }
  }
}
