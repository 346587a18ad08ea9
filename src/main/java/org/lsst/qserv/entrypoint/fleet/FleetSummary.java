// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.nio.file.Path;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.io.IndentedJson;

/**
 * The results of a fleet.
 *
 * @param report the path of the report
 * @param results the results, in the order of the members
 */
public record FleetSummary(UpgradeTarget target, Path report, List<FleetResult> results) {
  public FleetSummary {
    results = List.copyOf(results);
  }

  /** Returns the number of databases in a state. */
  public long count(FleetState state) {
    return results.stream().filter(result -> result.state() == state).count();
  }

  /**
   * Returns the exit code of the command: the {@linkplain ExitCode#combine combined} code of all
   * failures, or 75 if none failed and some were skipped.
   */
  public ExitCode exit() {
    List<ExitCode> codes =
        results.stream()
            .filter(result -> result.state() == FleetState.FAILED)
            .map(FleetResult::exit)
            .toList();
    return codes.isEmpty() && count(FleetState.SKIPPED) > 0
        ? ExitCode.TRY_AGAIN
        : ExitCode.combine(codes);
  }

  /** Returns a table of the results, the counts, and how to retry. */
  public String text() {
    if (results.isEmpty()) {
      return target + ": all databases in " + report + " are already done";
    }
    FleetTable table = new FleetTable();
    results.forEach(table::add);
    return table + footer();
  }

  private String footer() {
    String counts =
        "%s: %d of %d done, %d failed, %d skipped%n"
            .formatted(
                target,
                count(FleetState.DONE),
                results.size(),
                count(FleetState.FAILED),
                count(FleetState.SKIPPED));
    return exit() == ExitCode.OK
        ? counts.stripTrailing()
        : counts + "retry the failed and skipped databases with --retry " + report;
  }

  /** Returns the results as JSON, followed by a newline. */
  public String json() {
    return IndentedJson.object(json -> {
      json.writeStringField("module", target.module());
      json.writeNumberField("to", target.version());
      json.writeNumberField("exit", exit().number());
      for (FleetState state : FleetState.values()) {
        json.writeNumberField(state.toString(), count(state));
      }
      json.writeStringField("report", report.toString());
      json.writeArrayFieldStart("databases");
      for (FleetResult result : results) {
        json.writeStartObject();
        ReportLine.writeFields(json, result);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }
}
