// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.init;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.io.IndentedJson;
import org.lsst.qserv.entrypoint.mariadb.account.Change;
import org.lsst.qserv.entrypoint.mariadb.account.Difference;

/** Prints what an initialization did or would do: as text immediately, or as JSON at the end. */
final class DifferenceReport {
  private final PrintStream out;
  private final boolean json;
  private final boolean planned;
  private final List<Difference> all = new ArrayList<>();

  /**
   * Creates a report.
   *
   * @param planned whether the changes were only planned
   */
  DifferenceReport(PrintStream out, boolean json, boolean planned) {
    this.out = out;
    this.json = json;
    this.planned = planned;
  }

  void add(Difference difference) {
    all.add(difference);
    if (!json) {
      String place = difference.module() + " on " + difference.server();
      out.println(planned ? plan(place, difference) : done(place, difference));
    }
  }

  /** Prints the JSON, if that is the format. */
  void finish() {
    if (json) {
      out.print(json());
    }
  }

  /** Returns the changes as SQL, and the rest as SQL comments. */
  private static String plan(String place, Difference difference) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "-- "
            + place
            + (difference.changes().isEmpty()
                ? ": no changes"
                : ", changes: " + difference.changes().size()));
    difference.warnings().forEach(warning -> lines.add("-- warning: " + warning));
    difference.unmanaged().forEach(one -> lines.add("-- unmanaged: " + one));
    difference.changes().forEach(change -> lines.add(change.sql().shown() + ";"));
    return String.join("\n", lines);
  }

  private static String done(String place, Difference difference) {
    List<String> lines = new ArrayList<>();
    if (difference.changes().isEmpty()) {
      lines.add(place + ": no changes");
    }
    difference.warnings().forEach(warning -> lines.add(place + ": warning: " + warning));
    difference.changes().forEach(change -> lines.add(place + ": done: " + change.what()));
    difference.unmanaged().forEach(one -> lines.add(place + ": unmanaged: " + one));
    return String.join("\n", lines);
  }

  private String json() {
    return IndentedJson.array(generator -> {
      for (Difference difference : all) {
        write(generator, difference);
      }
    });
  }

  private void write(JsonGenerator generator, Difference difference) throws IOException {
    generator.writeStartObject();
    generator.writeStringField("module", difference.module());
    generator.writeStringField("server", difference.server());
    generator.writeBooleanField("done", !planned);
    generator.writeArrayFieldStart("changes");
    for (Change change : difference.changes()) {
      generator.writeStartObject();
      generator.writeStringField("what", change.what());
      generator.writeStringField("sql", change.sql().shown());
      generator.writeEndObject();
    }
    generator.writeEndArray();
    IndentedJson.texts(generator, "unmanaged", difference.unmanaged());
    IndentedJson.texts(generator, "warnings", difference.warnings());
    generator.writeEndObject();
  }
}
