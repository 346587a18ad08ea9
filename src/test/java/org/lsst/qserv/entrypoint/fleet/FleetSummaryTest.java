// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.TARGET;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.done;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.failed;
import static org.lsst.qserv.entrypoint.fleet.TestFleet.skipped;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;

/** Tests the output and the exit code of a fleet upgrade. */
final class FleetSummaryTest {
  private static FleetSummary of(FleetResult... results) {
    return new FleetSummary(TARGET, Path.of("report.jsonl"), List.of(results));
  }

  @ParameterizedTest
  @CsvSource({
    "OK OK, OK",
    "OK SKIPPED, TRY_AGAIN",
    "OK UNAVAILABLE UNAVAILABLE, UNAVAILABLE",
    "BAD_DATA OK BAD_DATA SKIPPED, BAD_DATA",
    "UNAVAILABLE TRY_AGAIN, TRY_AGAIN",
    "UNAVAILABLE BAD_DATA TRY_AGAIN ACCESS_DENIED, BAD_DATA",
    "TRY_AGAIN ACCESS_DENIED BAD_DATA, ACCESS_DENIED",
    "UNAVAILABLE BUG, BUG",
  })
  void combinesTheExitCodesOfTheDatabases(String codes, ExitCode expected) {
    List<FleetResult> results = new ArrayList<>();
    for (String code : codes.split(" ", -1)) {
      int number = results.size();
      results.add(
          code.equals("OK")
              ? done(number)
              : code.equals("SKIPPED") ? skipped(number) : failed(number, ExitCode.valueOf(code)));
    }

    assertThat(of(results.toArray(FleetResult[]::new)).exit()).isEqualTo(expected);
  }

  @Test
  void listsTheResultOfEachDatabaseAndHowToRetry() {
    assertThat(of(done(1), failed(10, ExitCode.UNAVAILABLE), skipped(2)).text())
        .isEqualTo(
            """
            database  state    exit  time   detail
            w1:3306   done     0     1.2 s  upgraded from 1 to 3
            w10:3306  failed   69    0.0 s  it is "down"
            w2:3306   skipped  75    0.0 s  not started: stop requested
            worker to version 3: 1 of 3 done, 1 failed, 1 skipped
            retry the failed and skipped databases with --retry report.jsonl\
            """);
  }

  @Test
  void suggestsNoRetryIfAllAreDone() {
    assertThat(of(done(1)).text())
        .endsWith("\nworker to version 3: 1 of 1 done, 0 failed, 0 skipped");
    assertThat(of().text())
        .isEqualTo("worker to version 3: all databases in report.jsonl are already done");
  }

  @Test
  void writesTheSameAsJson() {
    assertThat(of(failed(1, ExitCode.BAD_DATA)).json())
        .isEqualToIgnoringWhitespace(
            """
            { "module": "worker", "to": 3, "exit": 65, "done": 0, "failed": 1, "skipped": 0,
              "report": "report.jsonl",
              "databases": [ { "database": "w1:3306", "url": "mysql://root@w1:3306/",
                "state": "failed", "exit": 65, "detail": "it is \\"down\\"", "fix": "start it",
                "milliseconds": 10 } ] }
            """);
  }
}
