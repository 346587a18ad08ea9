// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

/** Receives the progress of a {@link Fleet}. Several threads call it, but only one at a time. */
public interface FleetListener {
  /** Called before the task of a database starts. */
  void started(FleetMember member);

  /** Called when a task has finished, or was skipped. */
  void finished(FleetResult result);
}
