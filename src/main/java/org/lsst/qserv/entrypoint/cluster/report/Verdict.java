// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.report;

/**
 * The verdict on an instance.
 *
 * @param reason why, in one sentence without a period
 * @param command what to do or to run next; empty if nothing needs to be done
 */
public record Verdict(InstanceState state, String reason, String command) {
  /** Returns the first line of the text output. */
  @Override
  public String toString() {
    return state + ": " + reason;
  }
}
