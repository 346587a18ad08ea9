// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.Locale;

/** What a person says to a step of which the journal alone cannot tell what became of it. */
public enum ResumeChoice {
  /** Nothing: stop and ask. */
  ASK,
  /** Run the step once more. */
  RETRY,
  /** Take the step for done. */
  SKIP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
