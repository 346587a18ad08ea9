// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.time.Duration;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * The result of one database.
 *
 * @param detail what was done, or the problem, without secrets
 * @param fix how to fix the problem; empty on success
 * @param duration how long the task ran; zero if it was skipped
 * @param exit the exit code that the command would have had for this database alone
 */
public record FleetResult(
    FleetMember member,
    FleetState state,
    String detail,
    String fix,
    Duration duration,
    ExitCode exit) {

  static FleetResult done(FleetMember member, String detail, Duration duration) {
    return new FleetResult(member, FleetState.DONE, detail, "", duration, ExitCode.OK);
  }

  static FleetResult failed(FleetMember member, Failure failure, Duration duration) {
    return new FleetResult(
        member,
        FleetState.FAILED,
        failure.problems().stream().map(Problem::what).collect(Collectors.joining("; ")),
        failure.problems().getFirst().fix(),
        duration,
        failure.exit());
  }

  static FleetResult bug(FleetMember member, RuntimeException bug, Duration duration) {
    return new FleetResult(
        member,
        FleetState.FAILED,
        "internal error: " + bug.getClass().getSimpleName() + " (see the log)",
        "report this bug and attach the log",
        duration,
        ExitCode.BUG);
  }

  static FleetResult skipped(FleetMember member, String reason) {
    return new FleetResult(
        member,
        FleetState.SKIPPED,
        "not started: " + reason,
        "run the upgrade again with --retry",
        Duration.ZERO,
        ExitCode.TRY_AGAIN);
  }

  /** Returns whether the task succeeded, so that a retry can omit this database. */
  public boolean isSuccess() {
    return state == FleetState.DONE;
  }
}
