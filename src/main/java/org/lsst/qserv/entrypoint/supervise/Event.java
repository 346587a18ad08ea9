// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TaskProgress;

/** A fact that may change the state of components. */
sealed interface Event {

  /**
   * A fact about one attempt to run a component. Each attempt has at most one process, so an event
   * of an earlier process cannot be mistaken for one of the current process.
   */
  sealed interface OfAttempt extends Event {
    String component();

    /** Returns the number of the attempt, from 1 on. */
    int attempt();
  }

  /** The preparation has finished. */
  record Prepared(String component, int attempt) implements OfAttempt {}

  /** The task after the start has finished. */
  record PostStartFinished(String component, int attempt) implements OfAttempt {}

  /** The preparation, or the task after the start, has got further. */
  record Progressed(String component, int attempt, TaskProgress progress) implements OfAttempt {}

  /** The preparation, or the task after the start, has ended early, as requested. */
  record TaskCanceled(String component, int attempt) implements OfAttempt {}

  /** A task has failed, or the service could not be started. */
  record AttemptFailed(String component, int attempt, Failure failure) implements OfAttempt {}

  /** The service has started. */
  record Started(String component, int attempt, long pid) implements OfAttempt {}

  /** The readiness check has an answer: a problem, or empty for ready. */
  record Checked(String component, int attempt, Optional<String> problem) implements OfAttempt {}

  /**
   * The process of the service has exited.
   *
   * @param cause why, such as that its container reached its memory limit; empty if only the exit
   *     code is known
   */
  record Exited(String component, int attempt, int exitCode, Optional<String> cause)
      implements OfAttempt {}

  /** A signal has requested the end of the role. */
  record StopRequested() implements Event {}

  /** The components that should run have changed; the others park for the given reason. */
  record DesiredChanged(List<SupervisedComponent> desired, List<String> parked, String reason)
      implements Event {}

  /** A user has requested another attempt of the failed components. */
  record RetryRequested() implements Event {}

  /** Time has passed. */
  record Tick() implements Event {}
}
