// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

/**
 * The progress of a task that may take a long time, such as a wait or an upgrade.
 *
 * @param text what the task is currently doing, in one line without secrets
 * @param done how many of its units of work are done, such as statements or tables
 * @param total the number of all units; 0 if the task has none, or if it is unknown
 */
public record TaskProgress(String text, long done, long total) {

  /** Returns the progress of a task without countable units. */
  public static TaskProgress of(String text) {
    return new TaskProgress(text, 0, 0);
  }

  /** Returns the text, followed by the count if there is one. */
  @Override
  public String toString() {
    return total > 0 ? text + " (" + done + " of " + total + ")" : text;
  }
}
