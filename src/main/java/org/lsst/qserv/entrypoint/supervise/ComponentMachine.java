// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state machine of one component. It decides nothing about other components and does nothing
 * itself: it receives events and commands, changes its state, and requests actions. Not
 * thread-safe.
 */
final class ComponentMachine {
  private static final Logger LOG = LoggerFactory.getLogger(ComponentMachine.class);

  private final ComponentContext context;
  private final RestartHistory restarts = new RestartHistory();
  private Attempt attempt;
  private Stop stop;
  private Optional<Outcome> outcome = Optional.empty();

  ComponentMachine(String name, TimeSource time, Consumer<Action> actions) {
    this.context = new ComponentContext(name, time, actions);
    this.attempt = new Attempt(context, 0);
    this.stop = new Stop(context);
  }

  String name() {
    return context.name();
  }

  /** Returns the components after which this one starts, and before which it stops. */
  List<String> after() {
    return context.after();
  }

  ComponentState state() {
    return context.state();
  }

  /** Returns the time at which {@link #onDeadline} is due. */
  Deadline deadline() {
    return context.deadline();
  }

  /** Returns how the component ended, if it failed or succeeded and is not restarted. */
  Optional<Outcome> outcome() {
    return outcome;
  }

  /** Returns whether the service had to be killed because it did not stop in time. */
  boolean wasKilled() {
    return stop.wasKilled();
  }

  ComponentStatus status() {
    return context.status(restarts.total(), attempt.pid());
  }

  /** Replaces the description, which the next attempt uses. */
  void update(SupervisedComponent description) {
    context.update(description);
  }

  // --- Commands ---------------------------------------------------------------------------------

  /** Waits for other components. */
  void waitFor(List<String> others) {
    context.enter(ComponentState.PENDING, "waiting for " + String.join(", ", others));
  }

  /** Starts an attempt. */
  void prepare() {
    attempt = new Attempt(context, attempt.number() + 1);
    stop = new Stop(context);
    outcome = Optional.empty();
    attempt.prepare();
  }

  /** Forgets a failure, so that the component starts again. */
  void retry() {
    if (state() == ComponentState.FAILED) {
      outcome = Optional.empty();
      restarts.reset();
      context.enter(ComponentState.PENDING, "");
    }
  }

  /**
   * Stops the component, whatever it does.
   *
   * @param target the state after the stop
   * @param shortened whether the grace period is shortened, if its policy allows that
   */
  void stop(ComponentState target, String why, boolean shortened) {
    stop.request(target, why);
    switch (state()) {
      case PENDING, BACKOFF, STOPPED, PARKED -> stop.finish();
      case PREPARING, STARTING, READY, UNREADY -> {
        stop.begin();
        if (shortened) {
          stop.shortenGrace();
        }
      }
      case STOPPING -> {}
      case FAILED, SUCCEEDED -> {
        if (target == ComponentState.PARKED) {
          outcome = Optional.empty();
          stop.finish();
        }
      }
    }
  }

  /** Shortens the remaining grace period, unless the policy guarantees it in full. */
  void shortenGrace() {
    stop.shortenGrace();
  }

  // --- Events -----------------------------------------------------------------------------------

  /** Handles an event, unless it is about an earlier attempt. */
  void on(Event.AttemptEvent event) {
    if (event.attempt() != attempt.number()) {
      return;
    }
    switch (event) {
      case Event.Prepared _ -> prepared();
      case Event.PostStartFinished _ -> attempt.postStartFinished();
      case Event.Progressed progressed -> attempt.progressed(progressed.progress());
      case Event.TaskCanceled _ -> canceled();
      case Event.AttemptFailed failed -> attemptFailed(failed.failure());
      case Event.Started started -> attempt.started(started.pid());
      case Event.Checked checked -> attempt.checked(checked.problem());
      case Event.Exited exited -> exited(exited.exitCode(), exited.cause());
    }
  }

  private void prepared() {
    if (state() == ComponentState.PREPARING) {
      attempt.prepared();
    } else if (state() == ComponentState.STOPPING) {
      stop.finish();
    }
  }

  private void canceled() {
    if (state() == ComponentState.STOPPING && attempt.pid().isEmpty()) {
      stop.finish();
    }
  }

  private void attemptFailed(Failure failure) {
    if (state() == ComponentState.STOPPING) {
      canceled();
    } else if (attempt.postStartRuns()) {
      stop.begin(failure);
    } else if (state() == ComponentState.PREPARING || state() == ComponentState.STARTING) {
      failOrBackOff(failure);
    }
  }

  private void exited(int exitCode, Optional<String> cause) {
    context.request(new Action.Kill(name())); // the processes that it leaves behind
    context.request(new Action.Cancel(name()));
    context.deadline(Deadline.NONE);
    Duration ran = attempt.exited();
    String why = "exited with code " + exitCode + cause.map(known -> ": " + known).orElse("");
    if (cause.isPresent()) {
      LOG.error("component={} reason=\"{}\"", name(), why);
    }
    if (state() == ComponentState.STOPPING) {
      long duration = stop.elapsed().toMillis();
      LOG.info("component={} stopped exit={} durationMs={}", name(), exitCode, duration);
      stop.cause().ifPresentOrElse(this::failOrBackOff, stop::finish);
      return;
    }
    restarts.ran(ran);
    exitedByItself(exitCode, why);
  }

  private void exitedByItself(int exitCode, String why) {
    RestartRule rule = context.component().restart();
    if (rule.shouldRestart(exitCode, restarts.consecutive())) {
      Duration delay = backOff(why);
      LOG.warn("component={} exited exit={} restartInMs={}", name(), exitCode, delay.toMillis());
      return;
    }
    LOG.info("component={} exited exit={}", name(), exitCode);
    boolean success = rule.isSuccess(exitCode);
    outcome = Optional.of(new Outcome(success ? 0 : exitCode, Optional.empty()));
    context.enter(success ? ComponentState.SUCCEEDED : ComponentState.FAILED, why);
  }

  private void failOrBackOff(Failure failure) {
    String what = failure.problems().getFirst().what();
    if (context.component().restart().shouldRetry(failure.exit(), restarts.consecutive())) {
      Duration delay = backOff(what);
      LOG.warn("component={} failed problem=\"{}\" restartInMs={}", name(), what, delay.toMillis());
      return;
    }
    LOG.error(
        "component={} failed problem=\"{}\" fix=\"{}\"",
        name(),
        what,
        failure.problems().getFirst().fix());
    outcome = Optional.of(new Outcome(failure.exit().number(), Optional.of(failure)));
    context.enter(ComponentState.FAILED, what);
  }

  /** Starts the delay before a restart, and returns it. */
  private Duration backOff(String why) {
    Duration delay = restarts.add(context.component().restart());
    context.deadline(Deadline.in(delay, context.time()));
    context.enter(ComponentState.BACKOFF, why);
    return delay;
  }

  /** Ends a backoff, or stops a service that did not start or stop in time. */
  void onDeadline() {
    switch (state()) {
      case BACKOFF -> {
        context.deadline(Deadline.NONE);
        context.enter(ComponentState.PENDING, context.reason());
      }
      case STARTING -> startTimedOut();
      case STOPPING -> stopTimedOut();
      default -> {}
    }
  }

  private void startTimedOut() {
    Duration timeout = context.component().readiness().orElseThrow().timeout();
    stop.begin(
        new Failure(
            ExitCode.UNAVAILABLE,
            name() + " was not ready within " + timeout.toSeconds() + " s: " + context.reason(),
            "see its output for the cause, or raise the timeout of its ready check in the"
                + " catalog"));
  }

  private void stopTimedOut() {
    if (attempt.pid().isEmpty()) {
      stop.finish(); // a preparation that does not end
      return;
    }
    LOG.warn("component={} killed graceMs={}", name(), stop.elapsed().toMillis());
    stop.kill();
  }
}
