// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.readiness.Waiter;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Waits for a database server that starts at the same time as this command. */
public final class ServerWait {
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);

  private final Checker checker = new Checker(CHECK_TIMEOUT);
  private final BooleanSupplier stopRequested;
  private final Waiter waiter;

  /**
   * Creates a wait.
   *
   * @param stopRequested polled before each check
   */
  public ServerWait(TimeSource time, BooleanSupplier stopRequested) {
    this.stopRequested = stopRequested;
    this.waiter = new Waiter(time, this::run);
  }

  /**
   * Returns when the account can log in. The database of the URL need not exist.
   *
   * @throws Failure with exit code 69 after the timeout, 77 if access is denied, 75 if a stop was
   *     requested
   */
  public void await(DatabaseUrl url, Duration timeout) throws InterruptedException {
    waiter.await(new Check.Sql(url.withDatabase("")), timeout, _ -> {});
  }

  private CheckResult run(Check check) {
    if (stopRequested.getAsBoolean()) {
      throw new Failure(
          ExitCode.TRY_AGAIN,
          "stopped as requested, while waiting for " + check,
          "run the command again");
    }
    return checker.run(check);
  }
}
