// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.cluster.Command;

/**
 * Runs a container as a kubelet does: starts it, executes its probes, and restarts it. Thread-safe.
 */
final class ContainerLoop {
  private static final Duration ALWAYS = Duration.ofDays(1);

  private static final ContainerResult NEVER_STARTED = new ContainerResult(-1, "never started");

  private final Container container;
  private final Podman podman;
  private final Duration podGrace;
  private final IntFunction<RunningContainer> starter;
  private final Consumer<String> events;

  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final CompletableFuture<Void> firstStart = new CompletableFuture<>();
  private final CompletableFuture<ContainerResult> end = new CompletableFuture<>();
  private final AtomicBoolean launched = new AtomicBoolean();
  private volatile @Nullable RunningContainer current;
  private volatile boolean ready;
  private final AtomicInteger restarts = new AtomicInteger();

  /**
   * @param podGrace the grace period of the pod
   * @param starter starts the container; its argument is the number of earlier starts
   */
  ContainerLoop(
      Container container,
      Podman podman,
      Duration podGrace,
      IntFunction<RunningContainer> starter,
      Consumer<String> events) {
    this.container = container;
    this.podman = podman;
    this.podGrace = podGrace;
    this.starter = starter;
    this.events = events;
  }

  /** Starts the container in the background, unless it was stopped before. */
  void start(boolean restart) {
    if (!launched.compareAndSet(false, true)) {
      return;
    }
    Thread.ofVirtual()
        .start(() -> {
          try {
            run(restart);
          } catch (RuntimeException | AssertionError e) {
            events.accept("failed: " + e.getMessage());
            firstStart.completeExceptionally(e);
            end.completeExceptionally(e);
          }
        });
  }

  private void run(boolean restart) {
    RestartDelay delay = new RestartDelay();
    Optional<ContainerResult> last = Optional.empty();
    while (!stop.isDone() && (restart || last.isEmpty())) {
      long begin = System.nanoTime();
      RunningContainer running = starter.apply(restarts.get());
      current = running;
      if (stop.isDone()) {
        running.stop(podGrace); // requested during the start
      }
      probe(running);
      running.exitsWithin(ALWAYS);
      ready = false;
      current = null;
      last =
          Optional.of(
              running.result(
                  "FallbackToLogsOnError".equals(container.getTerminationMessagePolicy())));
      events.accept("exited with " + last.get().exitCode() + message(last.get()));
      if (restart && !stop.isDone()) {
        restarts.incrementAndGet();
        pause(delay.after(Duration.ofNanos(System.nanoTime() - begin)));
      }
    }
    firstStart.complete(null);
    end.complete(last.orElse(NEVER_STARTED));
  }

  private static String message(ContainerResult result) {
    return result.message().isEmpty() ? "" : ": " + result.message().lines().findFirst().orElse("");
  }

  private void pause(Duration delay) {
    stop.copy().completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** Executes the probes until the container exits, or kills it. */
  private void probe(RunningContainer running) {
    if (!hasStarted(running)) {
      return;
    }
    firstStart.complete(null);
    long now = System.nanoTime();
    Optional<DeclaredProbe> liveness = declared(container.getLivenessProbe(), now);
    Optional<DeclaredProbe> readiness = declared(container.getReadinessProbe(), now);
    setReady(readiness.isEmpty());
    while (!running.exitsWithin(delay(liveness, readiness)) && !stop.isDone()) {
      if (liveness
          .filter(this::isDue)
          .map(probe -> probe.execute(podman, running.id()))
          .filter(ProbeCounter::failed)
          .isPresent()) {
        kill(running, "liveness", container.getLivenessProbe());
        return;
      }
      readiness
          .filter(this::isDue)
          .map(probe -> probe.execute(podman, running.id()))
          .ifPresent(this::setReady);
    }
  }

  private boolean hasStarted(RunningContainer running) {
    Optional<DeclaredProbe> startup = declared(container.getStartupProbe(), System.nanoTime());
    while (startup.isPresent()) {
      if (running.exitsWithin(startup.get().delay(System.nanoTime())) || stop.isDone()) {
        return false;
      }
      ProbeCounter results = startup.get().execute(podman, running.id());
      if (results.succeeded()) {
        events.accept("started");
        return true;
      }
      if (results.failed()) {
        kill(running, "startup", container.getStartupProbe());
        return false;
      }
    }
    return true;
  }

  private static Optional<DeclaredProbe> declared(@Nullable Probe probe, long now) {
    return Optional.ofNullable(probe).map(declared -> DeclaredProbe.of(declared, now));
  }

  private boolean isDue(DeclaredProbe probe) {
    return probe.delay(System.nanoTime()).toMillis() <= 0;
  }

  private static Duration delay(Optional<DeclaredProbe> one, Optional<DeclaredProbe> other) {
    long now = System.nanoTime();
    return Stream.of(one, other)
        .flatMap(Optional::stream)
        .map(probe -> probe.delay(now))
        .min(Duration::compareTo)
        .orElse(ALWAYS);
  }

  private void setReady(ProbeCounter results) {
    if (results.succeeded() || results.failed()) {
      setReady(results.succeeded());
    }
  }

  private void setReady(boolean now) {
    if (ready != now) {
      events.accept(now ? "ready" : "not ready");
    }
    ready = now;
  }

  private void kill(RunningContainer running, String name, Probe probe) {
    events.accept(name + " probe failed");
    Long own = probe.getTerminationGracePeriodSeconds();
    running.stop(own == null ? podGrace : Duration.ofSeconds(own));
  }

  /** Stops the container, and waits until it has exited. */
  void stop(Duration grace) {
    stop.complete(null);
    if (launched.compareAndSet(false, true)) {
      end.complete(NEVER_STARTED);
    }
    RunningContainer running = current;
    if (running != null) {
      running.stop(grace);
    }
    end.exceptionally(_ -> NEVER_STARTED).join();
  }

  /** Completes when the container has started for the first time, or has ended. */
  CompletableFuture<Void> firstStart() {
    return firstStart;
  }

  /** Completes when the container is not restarted any more. */
  CompletableFuture<ContainerResult> end() {
    return end;
  }

  boolean isReady() {
    if (end.isCompletedExceptionally()) {
      end.join();
    }
    return ready;
  }

  int restarts() {
    return restarts.get();
  }

  /** Returns the line of {@code entrypoint status} without role and component, or an empty text. */
  String state() {
    return readiness().map(ContainerLoop::state).orElse("");
  }

  /** Returns whether the container is in the state that a mode requires. */
  boolean isSettled(String mode) {
    return readiness()
        .filter(result -> result.exit() == 0 && state(result).startsWith(mode + " "))
        .isPresent();
  }

  private Optional<Command.Result> readiness() {
    return running()
        .map(container -> container.exec("entrypoint", "probe", "ready", "--accept-parked"));
  }

  private static String state(Command.Result result) {
    return result.output().strip().replaceFirst("^\\S+ +\\S+ +", "");
  }

  Optional<RunningContainer> running() {
    return Optional.ofNullable(current);
  }

  String name() {
    return container.getName();
  }
}
