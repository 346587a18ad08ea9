package org.lsst.qserv.entrypoint.schema.script;

/**
 * The parts of the server's {@code sql_mode} that decide how a script is split and read.
 *
 * @param ansiQuotes whether double quotes enclose names instead of strings
 * @param noBackslashEscapes whether a backslash in a string is an ordinary character
 */
public record SqlMode(boolean ansiQuotes, boolean noBackslashEscapes) {
  /** The rules of MariaDB's default mode. */
  public static final SqlMode DEFAULT = new SqlMode(false, false);
}
