// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.List;

/**
 * The difference between a server's current state and the desired one.
 *
 * @param module the module that requires the desired state
 * @param server the address of the server
 * @param changes the changes, in order; empty if the server is in the desired state
 * @param unmanaged accounts and privileges that the catalog does not declare and that are kept
 * @param warnings messages for the user
 */
public record Difference(
    String module,
    String server,
    List<Change> changes,
    List<String> unmanaged,
    List<String> warnings) {
  public Difference {
    changes = List.copyOf(changes);
    unmanaged = List.copyOf(unmanaged);
    warnings = List.copyOf(warnings);
  }
}
