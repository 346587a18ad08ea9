// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.OutOfMemoryKills;
import org.lsst.qserv.entrypoint.process.ProcessSpawner;
import org.lsst.qserv.entrypoint.process.ServiceProcess;
import org.lsst.qserv.entrypoint.process.SignalName;
import org.lsst.qserv.entrypoint.process.Signals;
import org.lsst.qserv.entrypoint.supervise.SupervisedComponent.PostStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the components of a role as a {@link Reconciler} decides.
 *
 * <p>One thread takes events from a queue, passes them to the reconciler and executes its actions.
 * Every operation that may block, such as a preparation or a readiness check, runs in a separate
 * thread, which only adds events.
 */
public final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration FIRST_CHECK_PAUSE = Duration.ofMillis(50);
  private static final Duration STARTING_CHECK_PAUSE = Duration.ofSeconds(1);
  private static final Duration READY_CHECK_PAUSE = Duration.ofSeconds(5);

  private static final int KILLED = ExitCode.ofSignal(SignalName.KILL.number());

  private final Host host;
  private final SupervisorListener listener;
  private final ProcessSpawner spawner;
  private final Reconciler reconciler;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final BackgroundTasks tasks = new BackgroundTasks();
  private final Map<String, ServiceProcess> processes = new HashMap<>();
  private final OutOfMemoryKills outOfMemoryKills;

  /** A message to the event loop. */
  private sealed interface Message {
    record EventReceived(Event event) implements Message {}

    record SignalReceived(SignalName signal) implements Message {}

    record UnexpectedError(Throwable cause) implements Message {}
  }

  /**
   * Creates a supervisor.
   *
   * @param holdFailures whether a failed component waits for a retry, instead of ending the role
   */
  public Supervisor(
      Host host, ProcessSpawner spawner, SupervisorListener listener, boolean holdFailures) {
    this.host = host;
    this.listener = listener;
    this.spawner = spawner;
    this.reconciler = new Reconciler(host.time(), holdFailures);
    this.outOfMemoryKills = new OutOfMemoryKills(host);
  }

  /**
   * Requests that exactly these components run. Thread-safe.
   *
   * @param parked the names of the other components of the role
   * @param parkReason why they park
   */
  public void setDesired(
      List<SupervisedComponent> desired, List<String> parked, String parkReason) {
    post(new Event.DesiredChanged(List.copyOf(desired), List.copyOf(parked), parkReason));
  }

  /** Requests another attempt of each failed component. Thread-safe. */
  public void retry() {
    post(new Event.RetryRequested());
  }

  /**
   * Supervises until a component ends without a restart or a termination signal arrives, and
   * everything has stopped.
   *
   * @return 0 after a termination signal if all stopped in time, 137 if one had to be killed, else
   *     the exit code of the service that exited
   * @throws Failure if a component failed before its service ran
   */
  public int supervise() throws InterruptedException {
    Signals.handle(host, signal -> messages.add(new Message.SignalReceived(signal)));
    try {
      Optional<Outcome> outcome = Optional.empty();
      while (outcome.isEmpty()) {
        handle(next());
        outcome = reconciler.outcome();
      }
      outcome
          .get()
          .failure()
          .ifPresent(failure -> {
            throw failure;
          });
      return outcome.get().exitCode();
    } finally {
      processes.values().forEach(ServiceProcess::kill);
      processes.values().forEach(ServiceProcess::awaitOutput);
    }
  }

  /** Returns the next message, or a tick at the reconciler's deadline. */
  private Message next() throws InterruptedException {
    Deadline deadline = reconciler.nextDeadline();
    Message message =
        deadline.isSet()
            ? messages.poll(deadline.nanos() - host.time().nanos(), TimeUnit.NANOSECONDS)
            : messages.take();
    return message == null ? new Message.EventReceived(new Event.Tick()) : message;
  }

  private void handle(Message message) {
    switch (message) {
      case Message.EventReceived(Event event) -> handle(event);
      case Message.SignalReceived(SignalName signal) -> handleSignal(signal);
      case Message.UnexpectedError(Throwable cause) -> throw unchecked(cause);
    }
  }

  /** Handles an event, and those that its actions cause immediately. */
  private void handle(Event first) {
    Deque<Event> events = new ArrayDeque<>(List.of(first));
    while (!events.isEmpty()) {
      for (Action action : reconciler.handle(events.remove())) {
        Event caused = execute(action);
        if (caused != null) {
          events.add(caused);
        }
      }
    }
    listener.changed(reconciler.statuses());
  }

  private void handleSignal(SignalName signal) {
    LOG.info("signal={} received", signal);
    if (signal == SignalName.TERM || signal == SignalName.INT) {
      handle(new Event.StopRequested());
    } else {
      processes.values().forEach(process -> process.signal(signal));
    }
  }

  private @Nullable Event execute(Action action) {
    switch (action) {
      case Action.Prepare(SupervisedComponent component, int attempt) ->
          tasks.start(
              component.name(),
              () ->
                  run(component.tasks().prepare(), new Event.Prepared(component.name(), attempt)));
      case Action.Start(SupervisedComponent component, int attempt) -> {
        return start(component, attempt);
      }
      case Action.RunPostStart(PostStart postStart, String component, int attempt) ->
          tasks.start(
              component,
              () -> run(postStart.task(), new Event.PostStartFinished(component, attempt)));
      case Action.Watch(SupervisedComponent component, int attempt) ->
          tasks.start(component.name(), () -> watch(component, attempt));
      case Action.Cancel(String component) -> tasks.cancel(component);
      case Action.Signal(String component, SignalName signal) ->
          process(component).ifPresent(process -> process.requestStop(signal));
      case Action.Kill(String component) -> process(component).ifPresent(ServiceProcess::kill);
    }
    return null;
  }

  private Optional<ServiceProcess> process(String component) {
    return Optional.ofNullable(processes.get(component));
  }

  private Event start(SupervisedComponent component, int attempt) {
    String name = component.name();
    long kills = outOfMemoryKills.count();
    try {
      ServiceProcess process =
          spawner.start(component.command(), exit -> post(exited(name, attempt, exit, kills)));
      processes.put(name, process);
      return new Event.Started(name, attempt, process.pid());
    } catch (Failure e) {
      return new Event.AttemptFailed(name, attempt, e);
    }
  }

  private Event exited(String component, int attempt, int exitCode, long killsBefore) {
    Optional<String> cause =
        exitCode == KILLED ? outOfMemoryKills.explain(killsBefore) : Optional.empty();
    return new Event.Exited(component, attempt, exitCode, cause);
  }

  private void run(SupervisedComponent.Task task, Event.AttemptEvent finished) {
    String name = finished.component();
    int attempt = finished.attempt();
    try {
      task.run(progress -> post(new Event.Progressed(name, attempt, progress)));
      post(finished);
    } catch (InterruptedException e) {
      post(new Event.TaskCanceled(name, attempt));
    } catch (Failure e) {
      post(new Event.AttemptFailed(name, attempt, e));
    } catch (Throwable e) {
      messages.add(new Message.UnexpectedError(e));
    }
  }

  /** Polls the readiness of a service until the thread is interrupted. */
  private void watch(SupervisedComponent component, int attempt) {
    Readiness readiness = component.readiness().orElseThrow();
    Duration pause = FIRST_CHECK_PAUSE;
    boolean wasReady = false;
    try {
      while (true) {
        Optional<String> problem = readiness.check().get();
        wasReady |= problem.isEmpty();
        post(new Event.Checked(component.name(), attempt, problem));
        host.time().sleep(pause);
        Duration longest = wasReady ? READY_CHECK_PAUSE : STARTING_CHECK_PAUSE;
        pause = pause.multipliedBy(2).compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the watch was canceled
    } catch (Throwable e) {
      messages.add(new Message.UnexpectedError(e));
    }
  }

  private void post(Event event) {
    messages.add(new Message.EventReceived(event));
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }
}
