// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.launch.LaunchPlanner.Planned;
import org.lsst.qserv.entrypoint.launch.ParkedLaunch.End;
import org.lsst.qserv.entrypoint.settings.Settings;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Tests what ends a parked launch. */
@ResourceLock("signals")
final class ParkedLaunchTest {
  private static final Signal HANGUP = new Signal("HUP");

  @TempDir Path root;

  private SignalHandler before = SignalHandler.SIG_DFL;

  private TestSettings given;
  private Host host;

  /** A signal may arrive before the launch handles it, and must not terminate the tests. */
  @BeforeEach
  void ignoreSignals() {
    before = Signal.handle(HANGUP, any -> {});
  }

  @AfterEach
  void restoreSignals() {
    Signal.handle(HANGUP, before);
  }

  @BeforeEach
  void prepareHost() {
    given = TestPlan.required(root, "worker");
    given.assign("mode-file=" + given.write("mode", "maintenance\n"));
    Host other = given.host().host();
    host =
        new Host(
            other.environment(),
            other.in(),
            other.out(),
            other.err(),
            TimeSource.real(),
            Path.of("/"));
  }

  private FutureTask<End> park() {
    Settings settings = given.valid();
    Planned planned = new Planned(settings, TestPlan.plan("worker xrootd", settings));
    FutureTask<End> end = new FutureTask<>(() -> new ParkedLaunch(host).run(planned, "reason"));
    Thread.ofPlatform().daemon().start(end);
    return end;
  }

  private static End await(FutureTask<End> end)
      throws InterruptedException, ExecutionException, TimeoutException {
    return end.get(60, TimeUnit.SECONDS);
  }

  @Test
  void aChangeOfTheModeEndsParking()
      throws InterruptedException, ExecutionException, TimeoutException {
    FutureTask<End> end = park();
    given.write("mode", "full\n");
    assertThat(await(end)).isEqualTo(End.MODE_CHANGED);
  }

  @Test
  void aTerminationSignalEndsParking()
      throws InterruptedException, ExecutionException, TimeoutException {
    FutureTask<End> end = park();
    Thread raiser = Thread.ofPlatform().daemon().start(() -> raiseUntil(end));
    assertThat(await(end)).isEqualTo(End.SIGNAL);
    raiser.join();
  }

  private static void raiseUntil(FutureTask<End> end) {
    while (!end.isDone()) {
      Signal.raise(HANGUP);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
