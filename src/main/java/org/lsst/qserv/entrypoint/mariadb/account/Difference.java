// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.List;

/**
 * What lies between a server's state and the desired one.
 *
 * @param module whose desired state it is
 * @param server where the server is
 * @param changes the steps, in order; empty if there is nothing to do
 * @param unmanaged accounts and privileges that the catalog does not declare, and that stay
 * @param warnings what needs the attention of the user
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
