// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;

/**
 * What came of a fleet.
 *
 * @param results in the order of the members
 */
public record FleetSummary(FleetSubject subject, Path report, List<FleetResult> results) {
  public FleetSummary {
    results = List.copyOf(results);
  }

  /** How many ended so. */
  public long count(FleetState state) {
    return results.stream().filter(result -> result.state() == state).count();
  }

  /**
   * The code for all: that of the failures {@linkplain ExitCode#together together}. Where none
   * failed and some were not started, 75.
   */
  public ExitCode exit() {
    List<ExitCode> codes =
        results.stream()
            .filter(result -> result.state() == FleetState.FAILED)
            .map(FleetResult::exit)
            .toList();
    return codes.isEmpty() && count(FleetState.SKIPPED) > 0
        ? ExitCode.TRY_AGAIN
        : ExitCode.together(codes);
  }

  /** For people: a table, then what to do. */
  public String text() {
    if (results.isEmpty()) {
      return subject + ": every database in " + report + " has a good result";
    }
    FleetTable table = new FleetTable();
    results.forEach(table::add);
    return table + words();
  }

  private String words() {
    String counts =
        "%s: %d of %d done, %d failed, %d skipped%n"
            .formatted(
                subject,
                count(FleetState.DONE),
                results.size(),
                count(FleetState.FAILED),
                count(FleetState.SKIPPED));
    return exit() == ExitCode.OK
        ? counts.stripTrailing()
        : counts + "those without a good result, again: --retry " + report;
  }

  /** For machines. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("module", subject.module());
      json.writeNumberField("to", subject.version());
      json.writeNumberField("exit", exit().number());
      for (FleetState state : FleetState.values()) {
        json.writeNumberField(state.toString(), count(state));
      }
      json.writeStringField("report", report.toString());
      json.writeArrayFieldStart("databases");
      for (FleetResult result : results) {
        json.writeStartObject();
        ReportLine.fields(json, result);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return text.toString();
  }
}
