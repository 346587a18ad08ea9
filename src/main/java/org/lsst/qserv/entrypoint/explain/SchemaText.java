// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.explain.Explanation.Initialization;
import org.lsst.qserv.entrypoint.explain.Explanation.Schema;

/** What is said to people of databases. */
final class SchemaText {
  private static final String NONE = "–";

  private SchemaText() {}

  /** An initialization, in a line. */
  static String of(Initialization initialization) {
    return initialization.module()
        + " at "
        + initialization.server()
        + ": databases "
        + list(initialization.databases())
        + "; accounts "
        + list(initialization.accounts());
  }

  private static String list(List<String> words) {
    return words.isEmpty() ? NONE : String.join(", ", words);
  }

  /** Which schema it is, and where. */
  static String place(Schema schema) {
    return schema.module() + " (" + schema.database() + " at " + schema.server() + ")";
  }

  /** What is known of it, a line each. */
  static List<String> details(Schema schema) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "version "
            + version(schema.version())
            + ", wanted "
            + version(schema.wanted())
            + "; does: "
            + schema.action());
    lines.addAll(schema.notes());
    return lines;
  }

  private static String version(Optional<Integer> version) {
    return version.map(String::valueOf).orElse(NONE);
  }
}
