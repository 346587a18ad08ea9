// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Locale;

/** How to continue after an interrupted statement whose outcome the journal does not show. */
public enum ResumeChoice {
  /** Stop and report the statement, so that the user can decide. */
  ASK,
  /** Execute the statement again. */
  RETRY,
  /** Count the statement as done. */
  SKIP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
