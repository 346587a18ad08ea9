// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/** The verbs of statements that change definitions or the server, and commit implicitly. */
final class Definitions {
  private static final Set<String> VERBS =
      Set.of(
          "CREATE",
          "ALTER",
          "DROP",
          "RENAME",
          "TRUNCATE",
          "OPTIMIZE",
          "REPAIR",
          "CHECK",
          "INSTALL",
          "UNINSTALL",
          "REVOKE",
          "CHANGE",
          "PURGE",
          "STOP",
          "GRANT",
          "FLUSH",
          "RESET",
          "CACHE",
          "START",
          "ANALYZE");

  private static final Set<String> REPEATABLE = Set.of("GRANT", "FLUSH", "CACHE", "LOAD");

  private Definitions() {}

  static boolean include(String verb) {
    return VERBS.contains(verb);
  }

  /** Returns whether the statement at its verb does no harm when it is executed twice. */
  static boolean isRepeatable(TokenStream tokens) {
    return tokens.peek().isOneOf(REPEATABLE) || tokens.take("RESET", "QUERY");
  }
}
