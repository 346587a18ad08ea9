// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

import java.util.Locale;

/** The verdict on an instance in one word. */
public enum InstanceState {
  /** All expected components work. */
  SERVING(0, 0),
  /** A component that should work does not, or is not as expected. */
  DEGRADED(1, 3),
  /** There is no problem, and at least one role is in mode maintenance. */
  MAINTENANCE(2, 1),
  /** A session executes the upgrade of a schema. */
  UPGRADING(3, 2),
  /** Too little is known: nothing could be reached. */
  UNKNOWN(4, 4);

  private final int exitCode;
  private final int severity;

  InstanceState(int exitCode, int severity) {
    this.exitCode = exitCode;
    this.severity = severity;
  }

  /** Returns the exit code of {@code cluster status}. */
  public int exitCode() {
    return exitCode;
  }

  /** Returns a number that is higher for a state that needs more attention. */
  public int severity() {
    return severity;
  }

  /** Returns the word of the report, such as {@code serving}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
