// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

/**
 * A version of a schema.
 *
 * @param number from 0 on; {@link #UNINITIALIZED} has one below
 */
public record Version(int number) implements Comparable<Version> {
  /** There is no schema yet. */
  public static final Version UNINITIALIZED = new Version(-1);

  /** What a script's name says for {@link #UNINITIALIZED}. */
  private static final String NONE = "None";

  /**
   * Reads a version as a script's name has it: a number or {@code None}.
   *
   * @throws NumberFormatException if it is neither
   */
  public static Version parse(String text) {
    return text.equals(NONE) ? UNINITIALIZED : new Version(Integer.parseInt(text));
  }

  /** Whether there is a schema. */
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
