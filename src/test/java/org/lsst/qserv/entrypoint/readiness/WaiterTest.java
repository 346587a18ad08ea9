// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.FakeTime;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.log.LogSettings;
import org.lsst.qserv.entrypoint.readiness.CheckResult.Kind;

/** Tests the deadlines, pauses and log lines of waits. */
@ResourceLock("log")
final class WaiterTest {
  private static final Check CHECK = new Check.Tcp("waiter-test", 3306);
  private static final CheckResult REFUSED =
      new CheckResult(Kind.CONNECTION_REFUSED, "no listener on this port");

  private final FakeTime time = new FakeTime();
  private final List<TaskProgress> progress = new ArrayList<>();

  private void await(Function<Check, CheckResult> checker, Duration timeout)
      throws InterruptedException {
    new Waiter(time, checker).await(CHECK, timeout, progress::add);
  }

  /** Returns a check that is refused a number of times and then ready. */
  private static Function<Check, CheckResult> readyAfter(int times) {
    AtomicInteger checks = new AtomicInteger();
    return check -> checks.getAndIncrement() < times ? REFUSED : CheckResult.ready();
  }

  @AfterEach
  void restoreTheLog() {
    LogSettings.use(System.err, time::now);
  }

  @Test
  void doesNotWaitIfTheServiceIsReady() throws InterruptedException {
    await(readyAfter(0), Duration.ofMinutes(1));
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void succeedsIfTheServiceIsReadyDespiteAZeroTimeout() throws InterruptedException {
    await(readyAfter(0), Duration.ZERO);
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void failsAtOnceIfServerAndTlsSettingsDoNotMatch() {
    CheckResult mismatch =
        new CheckResult(Kind.TLS_MISMATCH, "the server requires TLS", "set database.tls");
    assertThatThrownBy(() -> await(_ -> mismatch, Duration.ofMinutes(1)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(
            "error: tcp://waiter-test:3306: the server requires TLS\nfix: set database.tls");
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void doublesPausesUpToTwoSeconds() throws InterruptedException {
    await(readyAfter(9), Duration.ofMinutes(1));
    assertThat(time.sleeps().stream().map(Duration::toMillis))
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 2000L);
  }

  @Test
  void failsAtTheDeadline() {
    assertThatThrownBy(() -> await(readyAfter(Integer.MAX_VALUE), Duration.ofSeconds(60)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE))
        .hasMessage(
            "error: tcp://waiter-test:3306 was not ready within 60 s:"
                + " connection refused (no listener on this port)"
                + "\nfix: start the service, or correct the setting with its address");
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(60).toNanos());
  }

  @Test
  void includesTheDurationOfChecksInTheTimeout() {
    Function<Check, CheckResult> slow =
        check -> {
          time.pass(Duration.ofSeconds(5));
          return REFUSED;
        };
    assertThatThrownBy(() -> await(slow, Duration.ofSeconds(12))).isInstanceOf(Failure.class);
    assertThat(time.nanos()).isLessThanOrEqualTo(Duration.ofSeconds(17).toNanos());
  }

  @Test
  void succeedsAtTheLastMoment() throws InterruptedException {
    Function<Check, CheckResult> late =
        check -> time.nanos() >= Duration.ofSeconds(10).toNanos() ? CheckResult.ready() : REFUSED;
    await(late, Duration.ofSeconds(10));
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void failsImmediatelyIfAccessIsDenied() {
    CheckResult denied = new CheckResult(Kind.ACCESS_DENIED, "as u, error 1045");
    assertThatThrownBy(() -> await(check -> denied, Duration.ofMinutes(10)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.ACCESS_DENIED))
        .hasMessage(
            "error: tcp://waiter-test:3306: access denied (as u, error 1045)"
                + "\nfix: correct the user and password, or grant the privileges to the account");
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void reportsTheProgressBeforeEachPause() throws InterruptedException {
    await(readyAfter(3), Duration.ofMinutes(10));
    assertThat(progress)
        .hasSize(3)
        .last()
        .hasToString(
            "wait for tcp://waiter-test:3306: connection refused (no listener on this port), 0 s of at most"
                + " 600 s");
  }

  @Test
  void logsOneLineEveryTenSeconds() {
    List<String> lines =
        linesOf(() -> await(readyAfter(Integer.MAX_VALUE), Duration.ofSeconds(60)));
    assertThat(lines).hasSizeBetween(5, 6);
    assertThat(lines.getFirst())
        .endsWith(
            "wait=tcp://waiter-test:3306 result=\"connection refused (no listener on this port)\" remainingMs=60000");
  }

  @Test
  void logsOneLineForAShortWait() {
    assertThat(linesOf(() -> await(readyAfter(3), Duration.ofSeconds(60)))).hasSize(1);
  }

  private interface Wait {
    void run() throws InterruptedException;
  }

  private List<String> linesOf(Wait wait) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    LogSettings.use(new PrintStream(log, true, StandardCharsets.UTF_8), time::now);
    LogSettings.use("INFO", "text");
    try {
      wait.run();
    } catch (InterruptedException | Failure expected) {
      assertThat(expected).isInstanceOf(Failure.class);
    }
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("waiter-test"))
        .toList();
  }
}
