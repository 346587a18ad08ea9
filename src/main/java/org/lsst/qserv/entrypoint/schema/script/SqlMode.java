// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Arrays;
import java.util.List;

/**
 * The parts of the {@code sql_mode} that affect how a script is split and parsed.
 *
 * @param ansiQuotes whether double quotes enclose names instead of strings
 * @param noBackslashEscapes whether a backslash in a string is an ordinary character
 */
public record SqlMode(boolean ansiQuotes, boolean noBackslashEscapes) {
  /** The parts of MariaDB's default {@code sql_mode}. */
  public static final SqlMode DEFAULT = new SqlMode(false, false);

  /** Parses the value of {@code @@sql_mode}: names that are separated by commas. */
  public static SqlMode of(String modes) {
    List<String> names = Arrays.asList(modes.split(",", -1));
    return new SqlMode(names.contains("ANSI_QUOTES"), names.contains("NO_BACKSLASH_ESCAPES"));
  }
}
