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
 * Looks after several services: starts them in order, each ready before the next; forwards signals;
 * stops all in reverse order when one ends for good or a termination is received.
 *
 * <p>One thread makes all decisions; it takes events from a queue. What has to wait, a preparation
 * or a readiness check, runs in a thread beside it that only reports.
 */
public final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** A service that ran this long has recovered: its restarts count from the start again. */
  private static final Duration RECOVERED = Duration.ofMinutes(5);

  /** What happened, as what is to be done then. */
  private interface Event {
    /** Handles it; a result is the exit code of the whole. */
    OptionalInt handle();
  }

  /** A service that was started. */
  private record Running(SupervisedService service, Process process, long since) {}

  private final Host host;
  private final SupervisorListener listener;
  private final SystemCalls system = new SystemCalls();
  private final ProcessSpawner child;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Deque<SupervisedService> toStart = new ArrayDeque<>();

  /** The newest first, which is the order to stop them in. */
  private final Deque<Running> running = new ArrayDeque<>();

  private final Map<String, Integer> restarts = new HashMap<>();
  private @Nullable SupervisedService starting;
  private @Nullable Thread waiting;

  public Supervisor(Host host, SupervisorListener listener) {
    this.host = host;
    this.listener = listener;
    this.child = new ProcessSpawner(host.environment(), system);
  }

  /**
   * Runs the services until one ends for good or a termination is received, then stops the others.
   *
   * @return 0 after a termination that all obeyed in time, 137 if one had to be killed, else the
   *     code of the service that ended
   * @throws Failure if a service could not be started; the others are stopped
   */
  public int run(List<SupervisedService> services) throws InterruptedException {
    Signals.handle(host, signal -> events.add(() -> received(signal)));
    toStart.addAll(services);
    prepareNext();
    try {
      while (true) {
        OptionalInt end = events.take().handle();
        if (end.isPresent()) {
          boolean obeyed = stopAll();
          return end.getAsInt() == 0 && !obeyed
              ? ExitCode.ofSignal(SignalName.KILL.number())
              : end.getAsInt();
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
      waitBeside(next.prepare(), () -> start(next));
    }
  }

  private OptionalInt start(SupervisedService service) {
    Process process = child.start(service.command());
    running.push(new Running(service, process, host.time().nanos()));
    var ignored = process.onExit().thenAccept(ended -> events.add(() -> ended(service, ended)));
    LOG.info("component={} started pid={}", service.name(), process.pid());
    listener.started(service.name(), process.pid());
    if (isStarting(service)) {
      waitBeside(service.awaitReady(), () -> ready(service));
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
    long ran = forget(process);
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

  /** Takes a process off the list and tells how long it ran. */
  private long forget(Process process) {
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

  /** Stops what runs, the newest first; tells whether all obeyed in time. */
  private boolean stopAll() throws InterruptedException {
    stopWaiting();
    toStart.clear();
    boolean obeyed = true;
    while (!running.isEmpty()) {
      Running one = running.pop();
      obeyed &= stop(one);
    }
    return obeyed;
  }

  private boolean stop(Running one) throws InterruptedException {
    StopPolicy policy = one.service().stop();
    long begin = host.time().nanos();
    listener.ended(one.service().name(), "stopping");
    system.kill(one.process().pid(), policy.signal());
    boolean obeyed = one.process().waitFor(policy.grace().toMillis(), TimeUnit.MILLISECONDS);
    if (!obeyed) {
      LOG.warn(
          "component={} did not end in grace={}s, killed",
          one.service().name(),
          policy.grace().toSeconds());
    }
    system.killGroup(one.process().pid());
    int code = one.process().waitFor();
    long took = Duration.ofNanos(host.time().nanos() - begin).toMillis();
    LOG.info("component={} stopped exit={} durationMs={}", one.service().name(), code, took);
    return obeyed;
  }

  private void waitBeside(SupervisedService.Task task, Event done) {
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
                Thread.currentThread().interrupt(); // the wait is no longer wanted
              } catch (Throwable e) {
                events.add(() -> {
                  throw sneaky(e);
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

  private static RuntimeException sneaky(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }
}
