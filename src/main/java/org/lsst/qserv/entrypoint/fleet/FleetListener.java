// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

/** Told of each database; one call at a time, from several threads. */
public interface FleetListener {
  /** It begins. */
  void started(FleetMember member);

  /** It has ended, or will not begin. */
  void ended(FleetResult result);
}
