// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.util.Locale;

/** The state of a database after a run; reports contain it in lower case. */
public enum FleetState {
  DONE,
  FAILED,
  /** Not started. */
  SKIPPED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
