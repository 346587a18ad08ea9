// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.explain.Explanation.PlannedInitialization;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;

/** Formats the parts of an explanation that describe databases. */
final class SchemaFormatter {
  private static final String NONE = "–";

  private SchemaFormatter() {}

  /** Returns an initialization in one line. */
  static String of(PlannedInitialization initialization) {
    return initialization.module()
        + " at "
        + initialization.server()
        + ": databases "
        + list(initialization.databases())
        + "; accounts "
        + list(initialization.accounts());
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? NONE : String.join(", ", names);
  }

  /** Returns the module, the database and the server of a schema. */
  static String title(Schema schema) {
    return schema.module() + " (" + schema.database() + " at " + schema.server() + ")";
  }

  /** Returns the details of a schema, one per line. */
  static List<String> details(Schema schema) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "version "
            + version(schema.versions().current())
            + ", target "
            + version(schema.versions().target())
            + "; action: "
            + schema.action());
    lines.addAll(schema.notes());
    return lines;
  }

  private static String version(Optional<Integer> version) {
    return version.map(String::valueOf).orElse(NONE);
  }
}
