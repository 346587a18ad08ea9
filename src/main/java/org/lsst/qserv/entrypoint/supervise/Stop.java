// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.process.StopPolicy;

/**
 * The stop of one attempt of a component: why it stops, how long it may take, and the state of the
 * component after it. Not thread-safe.
 */
final class Stop {
  /** The remaining grace period after a second request to stop. */
  private static final Duration SHORTENED_GRACE = Duration.ofSeconds(2);

  private final ComponentContext context;
  private ComponentState finalState = ComponentState.STOPPED;
  private String finalReason = "";
  private Optional<Failure> cause = Optional.empty();
  private long requestedAt;
  private boolean killed;

  Stop(ComponentContext context) {
    this.context = context;
  }

  /** Requests this state after the stop, even if the component is already being stopped. */
  void request(ComponentState target, String why) {
    finalState = target;
    finalReason = why;
    cause = Optional.empty();
  }

  /** Stops the service because it has failed. */
  void begin(Failure failure) {
    cause = Optional.of(failure);
    begin();
  }

  /** Cancels the tasks, asks the service to stop if it runs, and starts the grace period. */
  void begin() {
    context.request(new Action.Cancel(context.name()));
    if (context.state().isRunning()) {
      context.request(new Action.Signal(context.name(), policy().signal()));
    }
    requestedAt = context.time().nanos();
    context.deadline(Deadline.in(policy().grace(), context.time()));
    context.enter(ComponentState.STOPPING, finalReason);
  }

  private StopPolicy policy() {
    return context.component().stop();
  }

  /** Shortens the remaining grace period, unless the policy guarantees it in full. */
  void shortenGrace() {
    if (context.state() == ComponentState.STOPPING && policy().canBeShortened()) {
      context.deadline(context.deadline().earlier(Deadline.in(SHORTENED_GRACE, context.time())));
    }
  }

  /** Kills a service that has not stopped in time. */
  void kill() {
    killed = true;
    context.deadline(Deadline.NONE);
    context.request(new Action.Kill(context.name()));
  }

  /** Enters the requested state, now that nothing of the component runs. */
  void finish() {
    context.deadline(Deadline.NONE);
    context.enter(finalState, finalReason);
  }

  /** Returns the failure for which the component is stopped; empty for a requested stop. */
  Optional<Failure> cause() {
    return cause;
  }

  /** Returns the time since the start of the grace period. */
  Duration elapsed() {
    return Duration.ofNanos(context.time().nanos() - requestedAt);
  }

  boolean wasKilled() {
    return killed;
  }
}
