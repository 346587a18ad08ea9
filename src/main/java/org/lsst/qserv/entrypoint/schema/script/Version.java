// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * A version of a schema.
 *
 * @param number at least 0; negative only for {@link #UNINITIALIZED}
 */
public record Version(int number) implements Comparable<Version> {
  /** The version of a database without schema. */
  public static final Version UNINITIALIZED = new Version(-1);

  /** {@link #UNINITIALIZED} in the name of a script. */
  private static final String NONE = "None";

  /**
   * Parses a version in the name of a script: a number or {@code None}.
   *
   * @throws NumberFormatException if it is neither
   */
  public static Version parse(String text) {
    return text.equals(NONE) ? UNINITIALIZED : new Version(Integer.parseInt(text));
  }

  /** Returns whether there is a schema. */
  public boolean isInitialized() {
    return number >= 0;
  }

  @Override
  public int compareTo(Version other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return isInitialized() ? String.valueOf(number) : "uninitialized";
  }
}
