// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import java.util.List;
import java.util.Set;

/** Finds the word that says what a command line is about. */
final class CommandNameScanner {
  /** The options that no value follows. */
  private static final Set<String> FLAGS = Set.of("--changed", "--dry-run", "--help", "--version");

  /** Followed by the line that it explains. */
  private static final String EXPLAIN = "explain";

  private CommandNameScanner() {}

  /** Its place in the words, or -1. */
  static int of(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-")) {
        i += FLAGS.contains(word) || word.indexOf('=') >= 0 ? 0 : 1;
      } else if (!word.equals(EXPLAIN)) {
        return i;
      }
    }
    return -1;
  }
}
