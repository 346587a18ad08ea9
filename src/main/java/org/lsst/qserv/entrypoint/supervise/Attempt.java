// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent.PostStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to run a component, from its preparation to the exit of its service. Not thread-safe.
 */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final ComponentContext context;
  private final int number;

  /**
   * The post-start task that this attempt still has to finish. A new description, such as that of
   * another mode, does not change it: the service was started on the condition that it runs.
   */
  private Optional<PostStart> postStart = Optional.empty();

  private boolean postStartRequested;
  private OptionalLong pid = OptionalLong.empty();
  private long startedAt;

  /**
   * Creates an attempt of which nothing runs.
   *
   * @param number 1 for the first attempt of a component
   */
  Attempt(ComponentContext context, int number) {
    this.context = context;
    this.number = number;
  }

  int number() {
    return number;
  }

  OptionalLong pid() {
    return pid;
  }

  boolean postStartRuns() {
    return postStartRequested && context.state() == ComponentState.STARTING;
  }

  void prepare() {
    postStart = context.component().tasks().postStart();
    context.enter(ComponentState.PREPARING, "");
    context.request(new Action.Prepare(context.component(), number));
  }

  void prepared() {
    context.enter(ComponentState.STARTING, "");
    context.progress(postStart.map(due -> TaskProgress.of(due.description())));
    context.request(new Action.Start(context.component(), number));
  }

  void progressed(TaskProgress progress) {
    if (context.state() == ComponentState.PREPARING || postStartRuns()) {
      context.progress(Optional.of(progress));
    }
  }

  void started(long process) {
    pid = OptionalLong.of(process);
    startedAt = context.time().nanos();
    LOG.info("component={} started pid={}", context.name(), process);
    awaitReadiness();
  }

  private void awaitReadiness() {
    Optional<Readiness> readiness = context.component().readiness();
    if (readiness.isEmpty()) {
      checkPassed();
      return;
    }
    context.deadline(Deadline.in(readiness.get().timeout(), context.time()));
    context.request(new Action.Watch(context.component(), number));
  }

  /** Handles the result of a readiness check: a problem, or empty for ready. */
  void checked(Optional<String> problem) {
    ComponentState state = context.state();
    if (!state.isRunning() || postStartRuns()) {
      return;
    }
    if (problem.isPresent()) {
      if (state == ComponentState.READY) {
        LOG.warn("component={} unready reason=\"{}\"", context.name(), problem.get());
      }
      boolean starting = state == ComponentState.STARTING;
      context.enter(starting ? ComponentState.STARTING : ComponentState.UNREADY, problem.get());
    } else if (state != ComponentState.READY) {
      checkPassed();
    }
  }

  private void checkPassed() {
    context.deadline(Deadline.NONE);
    if (postStart.isEmpty()) {
      LOG.info("component={} ready", context.name());
      context.enter(ComponentState.READY, "");
      return;
    }
    LOG.info("component={} task=\"{}\"", context.name(), postStart.get().description());
    postStartRequested = true;
    context.enter(context.state(), "");
    context.request(new Action.RunPostStart(postStart.get(), context.name(), number));
  }

  void postStartFinished() {
    if (postStartRuns()) {
      postStart = Optional.empty();
      postStartRequested = false;
      context.progress(Optional.empty());
      awaitReadiness();
    }
  }

  /** Records the exit of the process, and returns how long it ran. */
  Duration exited() {
    pid = OptionalLong.empty();
    return Duration.ofNanos(context.time().nanos() - startedAt);
  }
}
