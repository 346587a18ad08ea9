// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

/**
 * The operation on a fleet; a report of one operation cannot be continued with another.
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
