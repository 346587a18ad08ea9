// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import org.lsst.qserv.entrypoint.failure.Failure;

/** The operation on each database of a fleet. Several threads call it at the same time. */
@FunctionalInterface
public interface FleetTask {
  /**
   * Processes one database.
   *
   * @return a short description of the result, without secrets
   * @throws Failure if it did not succeed
   */
  String run(FleetMember member) throws InterruptedException;
}
