// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;

/**
 * Why a component did not report what it was asked.
 *
 * @param text the reason; contains no secret
 * @param fix what the user can do
 * @param refused whether nothing listens on the port, as for a component that is parked or stopped
 */
public record Trouble(ProblemKind kind, String text, String fix, boolean refused) {
  /** The start of the text if there was no response in time. */
  static final String SILENT = "no response from ";

  Trouble(ProblemKind kind, String text, String fix) {
    this(kind, text, fix, false);
  }

  /** Returns whether there was no response in time. */
  boolean isSilent() {
    return text.startsWith(SILENT);
  }
}
