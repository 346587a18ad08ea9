// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/** Verbs of statements that change definitions or the server and commit implicitly. */
final class DefinitionVerbs {
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

  private DefinitionVerbs() {}

  static boolean contains(String verb) {
    return VERBS.contains(verb);
  }

  /**
   * Returns whether a statement can be executed twice without harm.
   *
   * @param tokens the statement from its verb on; {@code LOAD} is {@code LOAD INDEX}
   */
  static boolean isRepeatable(TokenStream tokens) {
    return tokens.peek().isOneOf(REPEATABLE) || tokens.take("RESET", "QUERY");
  }
}
