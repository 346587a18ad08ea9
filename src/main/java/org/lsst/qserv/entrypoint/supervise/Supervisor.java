// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.process.ProcessSpawner;
import org.lsst.qserv.entrypoint.process.SignalName;
import org.lsst.qserv.entrypoint.process.Signals;
import org.lsst.qserv.entrypoint.process.StopPolicy;
import org.lsst.qserv.entrypoint.process.SystemCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs several services: starts them in order, each one when the previous one is ready; forwards
 * signals; stops all in reverse order when one exits without a restart or a termination signal
 * arrives.
 *
 * <p>One thread makes all decisions and takes events from a queue. Blocking tasks, such as a
 * preparation or a readiness check, run in a thread of their own, which only adds events.
 */
public final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** A service that ran this long has recovered: its restart count is reset. */
  private static final Duration RECOVERED = Duration.ofMinutes(5);

  /** An event, with the action that handles it. */
  private interface Event {
    /** Handles the event; a result is the exit code of the supervisor. */
    OptionalInt handle();
  }

  /** A running service. */
  private record Running(SupervisedService service, Process process, long since) {}

  private final Host host;
  private final SupervisorListener listener;
  private final SystemCalls system = new SystemCalls();
  private final ProcessSpawner spawner;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Deque<SupervisedService> toStart = new ArrayDeque<>();

  /** The newest first, which is the order in which to stop them. */
  private final Deque<Running> running = new ArrayDeque<>();

  private final Map<String, Integer> restarts = new HashMap<>();
  private @Nullable SupervisedService starting;
  private @Nullable Thread waiting;

  public Supervisor(Host host, SupervisorListener listener) {
    this.host = host;
    this.listener = listener;
    this.spawner = new ProcessSpawner(host.environment(), system);
  }

  /**
   * Runs the services until one exits without a restart or a termination signal arrives, then stops
   * the others.
   *
   * @return 0 after a termination signal if all stopped in time, 137 if one had to be killed, else
   *     the exit code of the service that exited
   * @throws Failure if a service could not be started; the others have been stopped
   */
  public int run(List<SupervisedService> services) throws InterruptedException {
    Signals.handle(host, signal -> events.add(() -> received(signal)));
    toStart.addAll(services);
    prepareNext();
    try {
      while (true) {
        OptionalInt exitCode = events.take().handle();
        if (exitCode.isPresent()) {
          boolean inTime = stopAll();
          return exitCode.getAsInt() == 0 && !inTime
              ? ExitCode.ofSignal(SignalName.KILL.number())
              : exitCode.getAsInt();
        }
      }
    } finally {
      stopAll();
    }
  }

  private void prepareNext() {
    SupervisedService next = toStart.poll();
    if (next != null) {
      starting = next;
      listener.preparing(next.name());
      runAsync(next.prepare(), () -> start(next));
    }
  }

  private OptionalInt start(SupervisedService service) {
    Process process = spawner.start(service.command());
    running.push(new Running(service, process, host.time().nanos()));
    var ignored = process.onExit().thenAccept(ended -> events.add(() -> ended(service, ended)));
    LOG.info("component={} started pid={}", service.name(), process.pid());
    listener.started(service.name(), process.pid());
    if (isStarting(service)) {
      runAsync(service.awaitReady(), () -> ready(service));
    }
    return OptionalInt.empty();
  }

  private boolean isStarting(SupervisedService service) {
    return starting != null && starting.name().equals(service.name());
  }

  private OptionalInt ready(SupervisedService service) {
    LOG.info("component={} ready", service.name());
    if (isStarting(service)) {
      starting = null;
      prepareNext();
    }
    return OptionalInt.empty();
  }

  private OptionalInt ended(SupervisedService service, Process process) {
    int code = process.exitValue();
    long ran = remove(process);
    system.killGroup(process.pid());
    int count = ran >= RECOVERED.toNanos() ? 0 : restarts.getOrDefault(service.name(), 0);
    listener.ended(service.name(), "exit code " + code);
    if (!service.restart().restarts(code, count)) {
      LOG.info("component={} ended exit={}", service.name(), code);
      return OptionalInt.of(code);
    }
    restarts.put(service.name(), count + 1);
    Duration delay = service.restart().delay(count);
    LOG.warn("component={} ended exit={} restart in={}ms", service.name(), code, delay.toMillis());
    if (isStarting(service)) {
      stopWaiting();
    }
    pause(delay, () -> start(service));
    return OptionalInt.empty();
  }

  /** Removes a process from the list and returns how long it ran, in nanoseconds. */
  private long remove(Process process) {
    long ran = 0;
    for (Running one : List.copyOf(running)) {
      if (one.process().equals(process)) {
        running.remove(one);
        ran = host.time().nanos() - one.since();
      }
    }
    return ran;
  }

  private OptionalInt received(SignalName signal) {
    LOG.info("signal={} received", signal);
    if (signal == SignalName.TERM || signal == SignalName.INT) {
      return OptionalInt.of(0);
    }
    running.forEach(one -> system.kill(one.process().pid(), signal));
    return OptionalInt.empty();
  }

  /** Stops all services, the newest first, and returns whether all stopped in time. */
  private boolean stopAll() throws InterruptedException {
    stopWaiting();
    toStart.clear();
    boolean inTime = true;
    while (!running.isEmpty()) {
      Running one = running.pop();
      inTime &= stop(one);
    }
    return inTime;
  }

  private boolean stop(Running one) throws InterruptedException {
    StopPolicy policy = one.service().stop();
    long start = host.time().nanos();
    listener.ended(one.service().name(), "stopping");
    system.kill(one.process().pid(), policy.signal());
    boolean inTime = one.process().waitFor(policy.grace().toMillis(), TimeUnit.MILLISECONDS);
    if (!inTime) {
      LOG.warn(
          "component={} did not stop in grace={}s, killed",
          one.service().name(),
          policy.grace().toSeconds());
    }
    system.killGroup(one.process().pid());
    int code = one.process().waitFor();
    long took = Duration.ofNanos(host.time().nanos() - start).toMillis();
    LOG.info("component={} stopped exit={} durationMs={}", one.service().name(), code, took);
    return inTime;
  }

  private void runAsync(SupervisedService.Task task, Event done) {
    stopWaiting();
    waiting =
        Thread.ofPlatform()
            .daemon()
            .name("waiting")
            .start(() -> {
              try {
                task.run();
                events.add(done);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the task was canceled
              } catch (Throwable e) {
                events.add(() -> {
                  throw unchecked(e);
                });
              }
            });
  }

  private void pause(Duration delay, Event after) {
    Thread.ofPlatform()
        .daemon()
        .name("pause")
        .start(() -> {
          try {
            host.time().sleep(delay);
            events.add(after);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void stopWaiting() {
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }
}
