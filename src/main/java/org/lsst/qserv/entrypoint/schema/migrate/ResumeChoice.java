// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Locale;

/** How to continue after an interrupted statement whose outcome the journal does not show. */
public enum ResumeChoice {
  /** The user has not decided: the upgrade stops and reports the statement. */
  UNDECIDED,
  /** Execute the statement again. */
  RETRY,
  /** Mark the statement as completed. */
  SKIP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
