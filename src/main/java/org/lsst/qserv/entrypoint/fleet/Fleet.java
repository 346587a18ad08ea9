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
 * Works on many databases, so many at once, in their order. What is wrong with one stops no other.
 */
public final class Fleet {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

  private final List<FleetMember> members;
  private final FleetTask task;
  private final FleetLimits limits;
  private final TimeSource time;
  private final BooleanSupplier stopWanted;
  private final FleetListener listener;

  private final ReentrantLock lock = new ReentrantLock(); // holds the listener and what follows
  private final Map<FleetMember, FleetResult> results = new HashMap<>();
  private int failures;
  private @Nullable RuntimeException unheard; // the first that the listener threw

  /**
   * A fleet, to be run once.
   *
   * @param stopWanted asked before each database, whether to begin no more; the task asks it itself
   *     to end early
   * @param listener told under a lock; after the first that it throws no database is started
   */
  public Fleet(
      List<FleetMember> members,
      FleetTask task,
      FleetLimits limits,
      TimeSource time,
      BooleanSupplier stopWanted,
      FleetListener listener) {
    this.members = List.copyOf(members);
    this.task = task;
    this.limits = limits;
    this.time = time;
    this.stopWanted = stopWanted;
    this.listener = listener;
  }

  /**
   * Runs it; the results are in the order of the members. Ends when all that were started have
   * finished.
   *
   * @throws RuntimeException what the listener threw
   */
  public List<FleetResult> run() throws InterruptedException {
    Semaphore places = new Semaphore(limits.parallel());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (FleetMember member : members) {
        // a thread only for who has a place: a large fleet must not cost more than a small one
        places.acquire();
        Optional<String> end = whyNoMore();
        if (end.isPresent()) {
          places.release();
          ended(FleetResult.skipped(member, end.get()));
        } else {
          started(member);
          threads.execute(() -> runAndRelease(member, places));
        }
      }
    }
    if (unheard != null) {
      throw unheard;
    }
    return members.stream().map(results::get).filter(Objects::nonNull).toList();
  }

  private Optional<String> whyNoMore() {
    if (stopWanted.getAsBoolean()) {
      return Optional.of("an end was asked for");
    }
    lock.lock();
    try {
      if (unheard != null) {
        return Optional.of("the results cannot be kept");
      }
      return limits.maxFailures().isPresent() && failures > limits.maxFailures().getAsInt()
          ? Optional.of("more than " + limits.maxFailures().getAsInt() + " failed before it")
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void runAndRelease(FleetMember member, Semaphore places) {
    try {
      ended(run(member));
    } finally {
      places.release();
    }
  }

  private FleetResult run(FleetMember member) {
    long begin = time.nanos();
    try {
      return FleetResult.done(member, task.run(member), since(begin));
    } catch (Failure e) {
      return FleetResult.failed(member, e, since(begin));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FleetResult.skipped(member, "interrupted");
    } catch (RuntimeException e) {
      LOG.error("{}: a bug, please report it", member.name(), e);
      return FleetResult.bug(member, e, since(begin));
    }
  }

  private Duration since(long begin) {
    return Duration.ofNanos(time.nanos() - begin);
  }

  private void started(FleetMember member) {
    lock.lock();
    try {
      listener.started(member);
    } finally {
      lock.unlock();
    }
  }

  private void ended(FleetResult result) {
    lock.lock();
    try {
      results.put(result.member(), result);
      failures += result.state() == FleetState.FAILED ? 1 : 0;
      listener.ended(result);
    } catch (RuntimeException e) {
      unheard = unheard == null ? e : unheard;
    } finally {
      lock.unlock();
    }
  }
}
