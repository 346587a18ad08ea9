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
  sealed interface AttemptEvent extends Event {
    String component();

    /** Returns the number of the attempt, starting at 1. */
    int attempt();
  }

  /** The preparation has finished. */
  record Prepared(String component, int attempt) implements AttemptEvent {}

  /** The post-start task has finished. */
  record PostStartFinished(String component, int attempt) implements AttemptEvent {}

  /** The preparation or the post-start task has made progress. */
  record Progressed(String component, int attempt, TaskProgress progress) implements AttemptEvent {}

  /** The preparation, or the post-start task, has ended early, as requested. */
  record TaskCanceled(String component, int attempt) implements AttemptEvent {}

  /** A task has failed, or the service could not be started. */
  record AttemptFailed(String component, int attempt, Failure failure) implements AttemptEvent {}

  /** The service has started. */
  record Started(String component, int attempt, long pid) implements AttemptEvent {}

  /** The readiness check has an answer: a problem, or empty for ready. */
  record Checked(String component, int attempt, Optional<String> problem) implements AttemptEvent {}

  /**
   * The process of the service has exited.
   *
   * @param cause why, such as that its container reached its memory limit; empty if only the exit
   *     code is known
   */
  record Exited(String component, int attempt, int exitCode, Optional<String> cause)
      implements AttemptEvent {}

  /** A signal has requested the role to stop. */
  record StopRequested() implements Event {}

  /** The components that should run have changed; the others park for the given reason. */
  record DesiredChanged(List<SupervisedComponent> desired, List<String> parked, String reason)
      implements Event {}

  /** A user has requested another attempt of the failed components. */
  record RetryRequested() implements Event {}

  /** Time has passed. */
  record Tick() implements Event {}
}
