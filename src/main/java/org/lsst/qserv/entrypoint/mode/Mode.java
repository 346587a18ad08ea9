// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mode;

import java.util.Locale;

/** What a role is up for. */
public enum Mode {
  /** Every component runs. */
  FULL,
  /** Only the databases run; the rest parks. */
  MAINTENANCE,
  /** The databases are made, then everything ends. */
  INSTALL;

  private static final String OLD_MAINTENANCE = "db-only";

  /** The mode of a name, of {@code db-only} too, which is the old word for maintenance. */
  public static Mode of(String name) {
    return name.equals(OLD_MAINTENANCE)
        ? MAINTENANCE
        : valueOf(name.strip().toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
