// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Creates members and results for tests. */
final class TestFleet {
  static final UpgradeTarget TARGET = new UpgradeTarget("worker", 3);

  private TestFleet() {}

  static List<FleetMember> fleet(String pattern) {
    return FleetList.read(pattern, FleetDefaults.NONE);
  }

  static FleetMember member(int number) {
    return fleet("mysql://root@w" + number).getFirst();
  }

  static FleetResult done(int number) {
    return FleetResult.done(member(number), "upgraded from 1 to 3", Duration.ofMillis(1234));
  }

  static FleetResult failed(int number, ExitCode exit) {
    return FleetResult.failed(
        member(number), new Failure(exit, "it is \"down\"", "start it"), Duration.ofMillis(10));
  }

  static FleetResult skipped(int number) {
    return FleetResult.skipped(member(number), "stop requested");
  }

  static List<String> names(List<FleetMember> members) {
    return members.stream().map(FleetMember::name).toList();
  }

  static List<String> states(List<FleetResult> results) {
    return results.stream().map(result -> result.member().name() + " " + result.state()).toList();
  }

  static Stream<ExitCode> exits(List<FleetResult> results) {
    return results.stream().map(FleetResult::exit);
  }
}
