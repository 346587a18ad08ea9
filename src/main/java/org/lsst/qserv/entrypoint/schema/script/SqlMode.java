// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Arrays;
import java.util.List;

/**
 * The parts of the server's {@code sql_mode} that decide how a script is split and read.
 *
 * @param ansiQuotes whether double quotes enclose names instead of strings
 * @param noBackslashEscapes whether a backslash in a string is an ordinary character
 */
public record SqlMode(boolean ansiQuotes, boolean noBackslashEscapes) {
  /** The rules of MariaDB's default mode. */
  public static final SqlMode DEFAULT = new SqlMode(false, false);

  /** Returns the rules of a mode as the server writes it: names with commas between them. */
  public static SqlMode of(String modes) {
    List<String> names = Arrays.asList(modes.split(",", -1));
    return new SqlMode(names.contains("ANSI_QUOTES"), names.contains("NO_BACKSLASH_ESCAPES"));
  }
}
