// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import java.util.List;
import java.util.Set;

/** Finds the role or command on a command line, before picocli parses it. */
final class CommandNameScanner {
  /** The options without a value that may precede the role. */
  private static final Set<String> FLAGS = Set.of("--changed", "--dry-run", "--help", "--version");

  /** The command that is followed by the command line that it explains. */
  private static final String EXPLAIN = "explain";

  private CommandNameScanner() {}

  /**
   * Returns the index of the role or command; after {@code explain}, the index of the role that it
   * explains; -1 if there is none.
   */
  static int indexIn(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith("-")) {
        i += FLAGS.contains(argument) || argument.indexOf('=') >= 0 ? 0 : 1;
      } else if (!argument.equals(EXPLAIN)) {
        return i;
      }
    }
    return -1;
  }
}
