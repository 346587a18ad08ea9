// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared probe of a container with Kubernetes' defaults, and when it is due. Not thread-safe.
 */
final class DeclaredProbe {
  private final List<String> command;
  private final Duration period;
  private final int timeoutSeconds;
  private final ProbeCounter counter;
  private long dueNanos;

  private DeclaredProbe(Probe probe, long now) {
    if (probe.getExec() == null) {
      throw new IllegalArgumentException("only probes that execute a command are supported");
    }
    this.command = probe.getExec().getCommand();
    this.period = Duration.ofSeconds(value(probe.getPeriodSeconds(), 10));
    this.timeoutSeconds = value(probe.getTimeoutSeconds(), 1);
    this.counter =
        new ProbeCounter(
            value(probe.getSuccessThreshold(), 1), value(probe.getFailureThreshold(), 3));
    this.dueNanos = now + Duration.ofSeconds(value(probe.getInitialDelaySeconds(), 0)).toNanos();
  }

  /** Returns a probe whose initial delay begins now. */
  static DeclaredProbe of(Probe probe, long nowNanos) {
    return new DeclaredProbe(probe, nowNanos);
  }

  private static int value(@Nullable Integer declared, int standard) {
    return declared == null ? standard : declared;
  }

  /** Returns the time until the next execution; zero or less if it is due. */
  Duration delay(long nowNanos) {
    return Duration.ofNanos(dueNanos - nowNanos);
  }

  /** Executes the command in a container and counts its result. */
  ProbeCounter execute(Podman podman, String container) {
    counter.add(podman.exec(container, command, timeoutSeconds).exit() == 0);
    executed(System.nanoTime());
    return counter;
  }

  /** Determines when it is due again: the periods that have passed meanwhile are skipped. */
  void executed(long nowNanos) {
    do {
      dueNanos += period.toNanos();
    } while (dueNanos <= nowNanos);
  }
}
