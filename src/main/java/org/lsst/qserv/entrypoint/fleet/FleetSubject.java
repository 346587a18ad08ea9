// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

/**
 * What is done to a fleet, so that a report of one thing is not taken for one of another.
 *
 * @param module whose schema
 * @param version which one it is brought to
 */
public record FleetSubject(String module, int version) {
  @Override
  public String toString() {
    return module + " to version " + version;
  }
}
