// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

/**
 * The upgrade that a fleet runs. A report of one upgrade cannot be continued with another.
 *
 * @param module the module whose schema is upgraded
 * @param version the target version
 */
public record UpgradeTarget(String module, int version) {
  @Override
  public String toString() {
    return module + " to version " + version;
  }
}
