// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent.PostStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state machine of one component. It decides nothing about other components and does nothing
 * itself: it receives events and commands, changes its state, and requests actions. Not
 * thread-safe.
 */
final class ComponentMachine {
  private static final Logger LOG = LoggerFactory.getLogger(ComponentMachine.class);

  /** A service that ran this long has recovered: its restart count is reset. */
  private static final Duration RECOVERED = Duration.ofMinutes(5);

  /** The rest of the grace period after a second request to stop. */
  private static final Duration SHORTENED_GRACE = Duration.ofSeconds(2);

  private final String name;
  private final TimeSource time;
  private final Consumer<Action> actions;

  /** The description for the next attempt; absent as long as the component has not run. */
  private @Nullable SupervisedComponent description;

  private ComponentState state = ComponentState.PENDING;
  private String reason = "";
  private Optional<TaskProgress> progress = Optional.empty();
  private Instant since;
  private int attempt;

  /**
   * The task after the start that this attempt still has to finish. A new description, such as that
   * of another mode, does not change it: the service was started on the condition that it runs.
   */
  private Optional<PostStart> postStart = Optional.empty();

  private boolean postStartRuns;
  private OptionalLong pid = OptionalLong.empty();
  private Deadline deadline = Deadline.NONE;
  private long startedAt;
  private long stoppedAt;

  /** The restarts since the last recovery, and all restarts. */
  private int consecutiveRestarts;

  private int restarts;

  /** The state after STOPPING, with its reason. */
  private Rest rest = new Rest(ComponentState.STOPPED, "");

  /** Why the component is being stopped, if that is a failure of its own. */
  private Optional<Failure> stoppedBy = Optional.empty();

  private boolean killed;
  private Optional<Outcome> outcome = Optional.empty();

  /** The state in which a component rests when nothing of it runs any more. */
  private record Rest(ComponentState state, String reason) {}

  ComponentMachine(String name, TimeSource time, Consumer<Action> actions) {
    this.name = name;
    this.time = time;
    this.actions = actions;
    this.since = time.now();
  }

  String name() {
    return name;
  }

  /** Returns the components after which this one starts, and before which it stops. */
  List<String> after() {
    return description == null ? List.of() : description.after();
  }

  private SupervisedComponent component() {
    return Objects.requireNonNull(description, "a component that runs has a description");
  }

  ComponentState state() {
    return state;
  }

  /** Returns the time at which {@link #onDeadline} is due. */
  Deadline deadline() {
    return deadline;
  }

  /** Returns how the component ended, if it failed or succeeded and is not restarted. */
  Optional<Outcome> outcome() {
    return outcome;
  }

  /** Returns whether the service had to be killed because it did not stop in time. */
  boolean wasKilled() {
    return killed;
  }

  ComponentStatus status() {
    return new ComponentStatus(name, state, reason, progress, since, restarts, pid);
  }

  /** Replaces the description, which the next attempt uses. */
  void update(SupervisedComponent description) {
    this.description = description;
  }

  // --- Commands ---------------------------------------------------------------------------------

  /** Waits for other components. */
  void pend(String why) {
    enter(ComponentState.PENDING, why);
  }

  /** Starts an attempt. */
  void prepare() {
    attempt++;
    killed = false;
    outcome = Optional.empty();
    postStart = component().tasks().postStart();
    enter(ComponentState.PREPARING, "");
    actions.accept(new Action.Prepare(component(), attempt));
  }

  /** Forgets a failure, so that the component starts again. */
  void retry() {
    if (state == ComponentState.FAILED) {
      outcome = Optional.empty();
      consecutiveRestarts = 0;
      enter(ComponentState.PENDING, "");
    }
  }

  /**
   * Stops the component, whatever it does, so that it comes to rest in a state.
   *
   * @param target the state to come to rest in
   * @param shortened whether the grace period is shortened, if its policy allows that
   */
  void stop(ComponentState target, String why, boolean shortened) {
    rest = new Rest(target, why);
    switch (state) {
      case PENDING, BACKOFF, STOPPED, PARKED -> rest();
      case PREPARING -> {
        actions.accept(new Action.Cancel(name));
        beginStop(shortened);
      }
      case STARTING, READY, UNREADY -> {
        signalStop();
        beginStop(shortened);
      }
      case STOPPING -> stoppedBy = Optional.empty();
      case FAILED, SUCCEEDED -> {
        if (target == ComponentState.PARKED) {
          outcome = Optional.empty();
          rest();
        }
      }
    }
  }

  private void signalStop() {
    actions.accept(new Action.Cancel(name));
    actions.accept(new Action.Signal(name, component().stop().signal()));
  }

  private void beginStop(boolean shortened) {
    stoppedAt = time.nanos();
    deadline = Deadline.in(component().stop().grace(), time);
    enter(ComponentState.STOPPING, rest.reason());
    if (shortened) {
      shortenGrace();
    }
  }

  /** Shortens the rest of the grace period, unless the policy guarantees it in full. */
  void shortenGrace() {
    if (state == ComponentState.STOPPING && component().stop().canBeShortened()) {
      deadline = deadline.earlier(Deadline.in(SHORTENED_GRACE, time));
    }
  }

  // --- Events -----------------------------------------------------------------------------------

  /** Handles an event, unless it is about an earlier attempt. */
  void on(Event.OfAttempt event) {
    if (event.attempt() != attempt) {
      return;
    }
    switch (event) {
      case Event.Prepared _ -> prepared();
      case Event.PostStartFinished _ -> postStartFinished();
      case Event.Progressed progressed -> progressed(progressed.progress());
      case Event.TaskCanceled _ -> canceled();
      case Event.AttemptFailed failed -> attemptFailed(failed.failure());
      case Event.Started started -> started(started.pid());
      case Event.Checked checked -> checked(checked.problem());
      case Event.Exited exited -> exited(exited.exitCode());
    }
  }

  private void prepared() {
    switch (state) {
      case PREPARING -> {
        enter(ComponentState.STARTING, "");
        progress = postStart.map(due -> TaskProgress.of(due.description()));
        actions.accept(new Action.Start(component(), attempt));
      }
      case STOPPING -> rest();
      default -> {}
    }
  }

  private void progressed(TaskProgress current) {
    if (state == ComponentState.PREPARING || postStartRuns) {
      progress = Optional.of(current);
    }
  }

  private void canceled() {
    if (state == ComponentState.STOPPING && pid.isEmpty()) {
      rest();
    }
  }

  private void attemptFailed(Failure failure) {
    if (state == ComponentState.STOPPING) {
      canceled();
    } else if (postStartRuns) {
      stopBecauseOf(failure);
    } else if (state == ComponentState.PREPARING || state == ComponentState.STARTING) {
      failed(failure);
    }
  }

  private void started(long process) {
    pid = OptionalLong.of(process);
    startedAt = time.nanos();
    LOG.info("component={} started pid={}", name, process);
    awaitAnswer();
  }

  private void awaitAnswer() {
    if (component().readiness().isEmpty()) {
      answered();
      return;
    }
    deadline = Deadline.in(component().readiness().get().timeout(), time);
    actions.accept(new Action.Watch(component(), attempt));
  }

  /** The service accepts requests. */
  private void answered() {
    if (postStart.isEmpty()) {
      ready();
      return;
    }
    LOG.info("component={} task=\"{}\"", name, postStart.get().description());
    postStartRuns = true;
    deadline = Deadline.NONE;
    reason = "";
    actions.accept(new Action.RunPostStart(postStart.get(), name, attempt));
  }

  private void postStartFinished() {
    if (postStartRuns) {
      postStart = Optional.empty();
      postStartRuns = false;
      progress = Optional.empty();
      awaitAnswer();
    }
  }

  private void ready() {
    LOG.info("component={} ready", name);
    deadline = Deadline.NONE;
    enter(ComponentState.READY, "");
  }

  private void checked(Optional<String> problem) {
    if (!state.isRunning() || postStartRuns) {
      return;
    }
    if (problem.isPresent()) {
      if (state == ComponentState.READY) {
        LOG.warn("component={} not ready reason=\"{}\"", name, problem.get());
      }
      boolean starting = state == ComponentState.STARTING;
      enter(starting ? ComponentState.STARTING : ComponentState.UNREADY, problem.get());
    } else if (state != ComponentState.READY) {
      answered();
    }
  }

  private void exited(int exitCode) {
    actions.accept(new Action.Kill(name)); // the processes that it leaves behind
    actions.accept(new Action.Cancel(name));
    pid = OptionalLong.empty();
    deadline = Deadline.NONE;
    if (state == ComponentState.STOPPING) {
      long took = Duration.ofNanos(time.nanos() - stoppedAt).toMillis();
      LOG.info("component={} stopped exit={} durationMs={}", name, exitCode, took);
      stoppedBy.ifPresentOrElse(this::failed, this::rest);
      return;
    }
    exitedByItself(exitCode);
  }

  private void exitedByItself(int exitCode) {
    resetRestartsIfRecovered();
    RestartRule rule = component().restart();
    if (rule.restarts(exitCode, consecutiveRestarts)) {
      backOff("exited with code " + exitCode, "exit=" + exitCode);
      return;
    }
    LOG.info("component={} ended exit={}", name, exitCode);
    boolean success = rule.isSuccess(exitCode);
    outcome = Optional.of(new Outcome(success ? 0 : exitCode, Optional.empty()));
    enter(
        success ? ComponentState.SUCCEEDED : ComponentState.FAILED, "exited with code " + exitCode);
  }

  private void resetRestartsIfRecovered() {
    if (time.nanos() - startedAt >= RECOVERED.toNanos()) {
      consecutiveRestarts = 0;
    }
  }

  /** Fails, or tries again later. */
  private void failed(Failure failure) {
    stoppedBy = Optional.empty();
    String what = failure.problems().getFirst().what();
    if (component().restart().repeats(failure.exit(), consecutiveRestarts)) {
      backOff(what, "problem=\"" + what + "\"");
      return;
    }
    LOG.error("component={} failed: {}; {}", name, what, failure.problems().getFirst().fix());
    outcome = Optional.of(new Outcome(failure.exit().number(), Optional.of(failure)));
    enter(ComponentState.FAILED, what);
  }

  private void backOff(String why, String field) {
    Duration delay = component().restart().delay(consecutiveRestarts);
    consecutiveRestarts++;
    restarts++;
    LOG.warn("component={} ended {} restart in={}ms", name, field, delay.toMillis());
    deadline = Deadline.in(delay, time);
    enter(ComponentState.BACKOFF, why);
  }

  /** Does what is due at the deadline. */
  void onDeadline() {
    switch (state) {
      case BACKOFF -> {
        deadline = Deadline.NONE;
        enter(ComponentState.PENDING, reason);
      }
      case STARTING -> startTimedOut();
      case STOPPING -> kill();
      default -> {}
    }
  }

  private void startTimedOut() {
    Duration timeout = component().readiness().orElseThrow().timeout();
    stopBecauseOf(
        new Failure(
            ExitCode.UNAVAILABLE,
            name + " was not ready within " + timeout.toSeconds() + " s: " + reason,
            "see its output for the cause, or raise the timeout of its ready check in the"
                + " catalog"));
  }

  /** Stops the service; then the component fails, or starts again later. */
  private void stopBecauseOf(Failure failure) {
    stoppedBy = Optional.of(failure);
    signalStop();
    beginStop(false);
  }

  private void kill() {
    if (pid.isEmpty()) {
      rest(); // a preparation that does not end
      return;
    }
    killed = true;
    LOG.warn(
        "component={} did not stop in grace={}s, killed",
        name,
        Duration.ofNanos(time.nanos() - stoppedAt).toSeconds());
    deadline = Deadline.NONE;
    actions.accept(new Action.Kill(name));
  }

  private void rest() {
    deadline = Deadline.NONE;
    enter(rest.state(), rest.reason());
  }

  private void enter(ComponentState next, String why) {
    if (state != next) {
      since = time.now();
      progress = Optional.empty();
      postStartRuns = false;
    }
    state = next;
    reason = why;
  }
}
