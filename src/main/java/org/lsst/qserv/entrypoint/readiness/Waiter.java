// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.readiness;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Polling;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a service with a deadline, exponential backoff and occasional log lines. */
public final class Waiter {
  private static final Logger LOG = LoggerFactory.getLogger(Waiter.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

  private final TimeSource time;
  private final Function<Check, CheckResult> checker;

  public Waiter(TimeSource time, Function<Check, CheckResult> checker) {
    this.time = time;
    this.checker = checker;
  }

  /**
   * Returns when the check reports ready.
   *
   * @param progress receives the progress before each pause
   * @throws Failure with exit code 69 after the deadline, 77 immediately if access is denied, 78
   *     immediately if the server and the TLS settings do not match
   * @throws InterruptedException if the thread is interrupted
   */
  public void await(Check check, Duration timeout, Consumer<TaskProgress> progress)
      throws InterruptedException {
    Polling polling = new Polling(time, timeout, FIRST_PAUSE, MAX_PAUSE);
    while (true) {
      CheckResult result = checker.apply(check);
      if (result.isReady()) {
        return;
      }
      if (result.isPermanent()) {
        throw refused(check, result);
      }
      if (polling.isOver()) {
        throw timedOut(check, timeout, result);
      }
      if (polling.isLogDue()) {
        LOG.info("wait={} result={} remainingMs={}", check, result, polling.left().toMillis());
      }
      progress.accept(polling.progress("wait for " + check + ": " + result));
      polling.pause();
    }
  }

  private static Failure refused(Check check, CheckResult result) {
    return new Failure(
        result.kind() == CheckResult.Kind.TLS_MISMATCH
            ? ExitCode.CONFIGURATION
            : ExitCode.ACCESS_DENIED,
        check + ": " + (result.fix().isEmpty() ? result : result.detail()),
        result.fix().isEmpty()
            ? "correct the user and password, or grant the privileges to the account"
            : result.fix());
  }

  private static Failure timedOut(Check check, Duration timeout, CheckResult result) {
    return new Failure(
        ExitCode.UNAVAILABLE,
        check + " was not ready within " + timeout.toSeconds() + " s: " + result,
        result.fix().isEmpty()
            ? "start the service, or correct the setting with its address"
            : result.fix());
  }
}
