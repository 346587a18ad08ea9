// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import java.util.Locale;

/** The mode of a role: which components run. */
public enum Mode {
  /** Every component runs. */
  FULL,
  /** Only databases run; other components park. */
  MAINTENANCE,
  /** Databases are initialized, then the launch exits. */
  INSTALL;

  private static final String LEGACY_MAINTENANCE = "db-only";

  /**
   * Returns the mode with a name, or {@link #MAINTENANCE} for {@code db-only}, its legacy name.
   *
   * @throws IllegalArgumentException if there is no such mode
   */
  public static Mode of(String name) {
    return name.equals(LEGACY_MAINTENANCE)
        ? MAINTENANCE
        : valueOf(name.strip().toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
