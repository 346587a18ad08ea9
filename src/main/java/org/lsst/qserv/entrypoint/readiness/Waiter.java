// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.time.Duration;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a service, with a deadline, capped pauses and few words. */
public final class Waiter {
  private static final Logger LOG = LoggerFactory.getLogger(Waiter.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final TimeSource time;
  private final Function<Check, CheckResult> checker;

  public Waiter(TimeSource time, Function<Check, CheckResult> checker) {
    this.time = time;
    this.checker = checker;
  }

  /**
   * Returns when the check is ready.
   *
   * @throws Failure 69 after the deadline, 77 at once if access is denied
   * @throws InterruptedException if the wait is no longer wanted
   */
  public void await(Check check, Duration timeout) throws InterruptedException {
    long start = time.nanos();
    long lastLine = start - BETWEEN_LINES.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      CheckResult answer = checker.apply(check);
      long now = time.nanos();
      if (answer.isReady()) {
        return;
      }
      if (answer.kind() == CheckResult.Kind.ACCESS_DENIED) {
        throw denied(check, answer);
      }
      long left = timeout.toNanos() - (now - start);
      if (left <= 0) {
        throw tooLate(check, timeout, answer);
      }
      if (now - lastLine >= BETWEEN_LINES.toNanos()) {
        LOG.info("wait={} answer={} left={}s", check, answer, Duration.ofNanos(left).toSeconds());
        lastLine = now;
      }
      time.sleep(Duration.ofNanos(Math.min(pause.toNanos(), left)));
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private static Failure denied(Check check, CheckResult answer) {
    return new Failure(
        ExitCode.ACCESS_DENIED,
        check + ": " + (answer.fix().isEmpty() ? answer : answer.detail()),
        answer.fix().isEmpty()
            ? "correct user and password, or give the account its privileges"
            : answer.fix());
  }

  private static Failure tooLate(Check check, Duration timeout, CheckResult answer) {
    return new Failure(
        ExitCode.UNAVAILABLE,
        check + " did not answer within " + timeout.toSeconds() + " s: " + answer,
        answer.fix().isEmpty() ? "start it, or correct the setting that names it" : answer.fix());
  }
}
