// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.time.Duration;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * What came of one database.
 *
 * @param detail what was done, or what is wrong, without a secret
 * @param fix what to do about it; empty where all is well
 * @param exit what the command would have exited with for this database alone
 */
public record FleetResult(
    FleetMember member, FleetState state, String detail, String fix, Duration took, ExitCode exit) {

  static FleetResult done(FleetMember member, String detail, Duration took) {
    return new FleetResult(member, FleetState.DONE, detail, "", took, ExitCode.OK);
  }

  static FleetResult failed(FleetMember member, Failure failure, Duration took) {
    return new FleetResult(
        member,
        FleetState.FAILED,
        failure.problems().stream().map(Problem::what).collect(Collectors.joining("; ")),
        failure.problems().getFirst().fix(),
        took,
        failure.exit());
  }

  static FleetResult bug(FleetMember member, RuntimeException bug, Duration took) {
    return new FleetResult(
        member,
        FleetState.FAILED,
        "a bug: " + bug.getClass().getSimpleName() + ", see the log",
        "report it with the log",
        took,
        ExitCode.BUG);
  }

  static FleetResult skipped(FleetMember member, String why) {
    return new FleetResult(
        member,
        FleetState.SKIPPED,
        "not started: " + why,
        "run it again with --retry",
        Duration.ZERO,
        ExitCode.TRY_AGAIN);
  }

  /** Whether nothing more is to be done. */
  public boolean isGood() {
    return state == FleetState.DONE;
  }
}
