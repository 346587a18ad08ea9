// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import org.lsst.qserv.entrypoint.failure.Failure;

/** What is done to each database of a fleet; several threads call it at once. */
@FunctionalInterface
public interface FleetTask {
  /**
   * Does one database.
   *
   * @return in a few words what came of it, without a secret
   * @throws Failure if it did not succeed
   */
  String run(FleetMember member) throws InterruptedException;
}
