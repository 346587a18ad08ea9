// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task for many databases in parallel, started in the order of the list. A failure of one
 * database does not stop the others.
 */
public final class Fleet {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

  private final List<FleetMember> members;
  private final FleetTask task;
  private final FleetLimits limits;
  private final TimeSource time;
  private final BooleanSupplier stopRequested;
  private final FleetListener listener;

  /** Guards the fields below, and serializes the calls of the listener. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<FleetMember, FleetResult> results = new HashMap<>();
  private int failures;
  private @Nullable RuntimeException listenerFailure; // the first one

  /**
   * Creates a fleet, which can be run once.
   *
   * @param stopRequested polled before each database; once it returns true, no further task starts.
   *     A running task must poll it itself
   * @param listener called with a lock held; after its first exception no further task starts
   */
  public Fleet(
      List<FleetMember> members,
      FleetTask task,
      FleetLimits limits,
      TimeSource time,
      BooleanSupplier stopRequested,
      FleetListener listener) {
    this.members = List.copyOf(members);
    this.task = task;
    this.limits = limits;
    this.time = time;
    this.stopRequested = stopRequested;
    this.listener = listener;
  }

  /**
   * Runs the task for all databases, waits for all started tasks, and returns the results in the
   * order of the members.
   *
   * @throws RuntimeException the first exception of the listener
   */
  public List<FleetResult> run() throws InterruptedException {
    Semaphore slots = new Semaphore(limits.parallel());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (FleetMember member : members) {
        // take a slot before creating the thread: the memory must not grow with the fleet
        slots.acquire();
        Optional<String> reason = reasonToSkip();
        if (reason.isPresent()) {
          slots.release();
          finished(FleetResult.skipped(member, reason.get()));
        } else {
          started(member);
          threads.execute(() -> runAndRelease(member, slots));
        }
      }
    }
    if (listenerFailure != null) {
      throw listenerFailure;
    }
    return members.stream().map(results::get).filter(Objects::nonNull).toList();
  }

  private Optional<String> reasonToSkip() {
    if (stopRequested.getAsBoolean()) {
      return Optional.of("stop requested");
    }
    lock.lock();
    try {
      if (listenerFailure != null) {
        return Optional.of("an earlier result could not be recorded");
      }
      return limits.maxFailures().isPresent() && failures > limits.maxFailures().getAsInt()
          ? Optional.of(
              "failure limit exceeded (--max-failures " + limits.maxFailures().getAsInt() + ")")
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void runAndRelease(FleetMember member, Semaphore slots) {
    try {
      finished(run(member));
    } finally {
      slots.release();
    }
  }

  private FleetResult run(FleetMember member) {
    long start = time.nanos();
    try {
      return FleetResult.done(member, task.run(member), since(start));
    } catch (Failure e) {
      return FleetResult.failed(member, e, since(start));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FleetResult.skipped(member, "interrupted");
    } catch (RuntimeException e) {
      LOG.error("{}: a bug, please report it", member.name(), e);
      return FleetResult.bug(member, e, since(start));
    }
  }

  private Duration since(long start) {
    return Duration.ofNanos(time.nanos() - start);
  }

  private void started(FleetMember member) {
    lock.lock();
    try {
      listener.started(member);
    } finally {
      lock.unlock();
    }
  }

  private void finished(FleetResult result) {
    lock.lock();
    try {
      results.put(result.member(), result);
      failures += result.state() == FleetState.FAILED ? 1 : 0;
      listener.finished(result);
    } catch (RuntimeException e) {
      listenerFailure = listenerFailure == null ? e : listenerFailure;
    } finally {
      lock.unlock();
    }
  }
}
