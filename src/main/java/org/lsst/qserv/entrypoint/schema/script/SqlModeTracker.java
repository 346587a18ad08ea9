// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tracks the {@code sql_mode} of a session, as far as it affects how a script is parsed. */
final class SqlModeTracker {
  /** The modes that include ANSI_QUOTES (MariaDB's documentation, "SQL_MODE"). */
  private static final Set<String> WITH_ANSI_QUOTES =
      Set.of("ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL");

  private static final String NO_BACKSLASH_ESCAPES = "NO_BACKSLASH_ESCAPES";
  private static final String ORACLE = "ORACLE";

  /** The bits of {@link #WITH_ANSI_QUOTES} if {@code sql_mode} is set to a number. */
  private static final long ANSI_BITS = 4 | 256 | 512 | 1024 | 2048 | 4096 | 262144;

  private static final long ORACLE_BIT = 512;
  private static final long NO_BACKSLASH_ESCAPES_BIT = 1048576;

  private final String initial;
  private String current;

  SqlModeTracker(SqlMode initial) {
    List<String> modes = new ArrayList<>();
    if (initial.ansiQuotes()) {
      modes.add("ANSI_QUOTES");
    }
    if (initial.noBackslashEscapes()) {
      modes.add(NO_BACKSLASH_ESCAPES);
    }
    this.initial = String.join(",", modes);
    this.current = this.initial;
  }

  SqlMode current() {
    return new SqlMode(
        contains(current, WITH_ANSI_QUOTES, ANSI_BITS),
        contains(current, Set.of(NO_BACKSLASH_ESCAPES), NO_BACKSLASH_ESCAPES_BIT));
  }

  /**
   * Returns the value of {@code @@sql_mode} as far as it is known. Of the modes at the start of the
   * script it has only those that affect parsing.
   */
  String text() {
    return current;
  }

  /** Returns the same for the {@code sql_mode} at the start of the session, its default. */
  String initialText() {
    return initial;
  }

  void set(String modes) {
    current = modes;
  }

  static boolean isOracle(String modes) {
    return contains(modes, Set.of(ORACLE), ORACLE_BIT);
  }

  private static boolean contains(String modes, Set<String> names, long bits) {
    String text = modes.strip();
    if (text.matches("\\d{1,18}")) {
      return (Long.parseLong(text) & bits) != 0;
    }
    for (String mode : text.split(",", -1)) {
      if (names.contains(mode.strip().toUpperCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
