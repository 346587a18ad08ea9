// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.fleet;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.names;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.states;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;

/** Tests parallelism, limits and failures of a fleet, with real threads. */
@Timeout(60)
final class FleetTest {
  private final AtomicBoolean stop = new AtomicBoolean();
  private final List<FleetResult> reported = new ArrayList<>();
  private final List<FleetMember> startedMembers = Collections.synchronizedList(new ArrayList<>());

  private List<FleetResult> run(List<FleetMember> members, int parallel, FleetTask task)
      throws InterruptedException {
    return run(members, parallel, OptionalInt.empty(), task);
  }

  private List<FleetResult> run(
      List<FleetMember> members, int parallel, OptionalInt maxFailures, FleetTask task)
      throws InterruptedException {
    return new Fleet(
            members,
            task,
            new FleetLimits(parallel, maxFailures),
            TimeSource.real(),
            stop::get,
            new FleetListener() {
              @Override
              public void started(FleetMember member) {
                startedMembers.add(member);
              }

              @Override
              public void finished(FleetResult result) {
                reported.add(result);
              }
            })
        .run();
  }

  private static Failure failure(ExitCode exit) {
    return new Failure(exit, "no", "fix it");
  }

  @Test
  void runsAsManyTasksInParallelAsAllowed() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4); // times out if fewer run at the same time
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    List<FleetResult> results =
        run(
            fleet("mysql://root@w{0..11}"),
            4,
            member -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              try {
                together.await(30, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              running.decrementAndGet();
              return "fine";
            });

    assertThat(most).hasValue(4);
    assertThat(results).hasSize(12).allMatch(FleetResult::isSuccess);
  }

  @Test
  void returnsResultsInTheOrderOfTheMembersAndReportsThemAsTheyFinish() throws Exception {
    CountDownLatch secondFinished = new CountDownLatch(1);

    List<FleetResult> results =
        run(
            fleet("mysql://root@w{0..1}"),
            2,
            member -> {
              if (member.name().equals("w0:3306")) {
                secondFinished.await();
              } else {
                secondFinished.countDown();
              }
              return "finished";
            });

    assertThat(states(results)).containsExactly("w0:3306 done", "w1:3306 done");
    assertThat(states(reported)).containsExactlyInAnyOrder("w0:3306 done", "w1:3306 done");
  }

  @Test
  void aBlockedDatabaseDelaysNoOther() throws Exception {
    CountDownLatch others = new CountDownLatch(9);

    List<FleetResult> results =
        run(
            fleet("mysql://root@w{0..9}"),
            2,
            member -> {
              if (member.name().equals("w0:3306")) {
                others.await();
                throw failure(ExitCode.UNAVAILABLE);
              }
              others.countDown();
              return "fine";
            });

    assertThat(TestFleet.exits(results)).startsWith(ExitCode.UNAVAILABLE).hasSize(10);
    assertThat(results.subList(1, 10)).allMatch(FleetResult::isSuccess);
  }

  @Test
  void startsNoFurtherTaskAfterTooManyFailures() throws Exception {
    List<FleetResult> results =
        run(
            fleet("mysql://root@w{0..4}"),
            1,
            OptionalInt.of(1),
            member -> {
              throw failure(ExitCode.BAD_DATA);
            });

    assertThat(states(results))
        .containsExactly(
            "w0:3306 failed",
            "w1:3306 failed",
            "w2:3306 skipped",
            "w3:3306 skipped",
            "w4:3306 skipped");
    assertThat(results.getLast().detail())
        .isEqualTo("not started: failure limit exceeded (--max-failures 1)");
    assertThat(names(startedMembers)).containsExactly("w0:3306", "w1:3306");
  }

  @Test
  void letsRunningTasksFinishAfterTooManyFailures() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);

    List<FleetResult> results =
        new Fleet(
                fleet("mysql://root@w{0..3}"),
                member -> {
                  if (member.name().equals("w1:3306")) {
                    throw failure(ExitCode.BAD_DATA);
                  }
                  failed.await();
                  return "fine";
                },
                new FleetLimits(2, OptionalInt.of(0)),
                TimeSource.real(),
                stop::get,
                new FleetListener() {
                  @Override
                  public void started(FleetMember member) {}

                  @Override
                  public void finished(FleetResult result) {
                    // the first task finishes only after the fleet has handled the failure of the
                    // second
                    if (result.state() == FleetState.SKIPPED) {
                      failed.countDown();
                    }
                  }
                })
            .run();

    assertThat(states(results))
        .containsExactly("w0:3306 done", "w1:3306 failed", "w2:3306 skipped", "w3:3306 skipped");
  }

  @Test
  void startsNoFurtherTaskAfterAStopRequest() throws Exception {
    List<FleetResult> results =
        run(
            fleet("mysql://root@w{0..3}"),
            1,
            member -> {
              if (member.name().equals("w1:3306")) {
                stop.set(true);
                throw new Failure(ExitCode.TRY_AGAIN, "stopped before step 2 of 3", "run it again");
              }
              return "fine";
            });

    assertThat(states(results))
        .containsExactly("w0:3306 done", "w1:3306 failed", "w2:3306 skipped", "w3:3306 skipped");
    assertThat(results.get(1).detail()).isEqualTo("stopped before step 2 of 3");
    assertThat(results.getLast().detail()).isEqualTo("not started: stop requested");
  }

  @Test
  void reportsABugAsTheResultOfItsDatabase() throws Exception {
    List<FleetResult> results =
        run(
            fleet("mysql://root@w{0..1}"),
            1,
            member -> {
              if (member.name().equals("w0:3306")) {
                throw new IllegalStateException("may hold a secret");
              }
              return "fine";
            });

    assertThat(TestFleet.exits(results)).containsExactly(ExitCode.BUG, ExitCode.OK);
    assertThat(results.getFirst().detail())
        .isEqualTo("internal error: IllegalStateException (see the log)");
  }

  @Test
  void stopsIfAResultCannotBeRecorded() {
    AtomicInteger ran = new AtomicInteger();
    Fleet fleet =
        new Fleet(
            fleet("mysql://root@w{0..9}"),
            member -> "number " + ran.incrementAndGet(),
            new FleetLimits(1, OptionalInt.empty()),
            TimeSource.real(),
            stop::get,
            new FleetListener() {
              @Override
              public void started(FleetMember member) {}

              @Override
              public void finished(FleetResult result) {
                throw failure(ExitCode.IO);
              }
            });

    assertThatThrownBy(fleet::run)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.IO));
    assertThat(ran).hasValue(1);
  }
}
