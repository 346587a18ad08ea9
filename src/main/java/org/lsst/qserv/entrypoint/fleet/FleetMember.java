// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** A database of a fleet. */
public record FleetMember(DatabaseUrl url) {
  /** Returns the name in tables, logs and reports: {@code host:port} or the socket's path. */
  public String name() {
    return url.address();
  }

  /** Returns the URL without the password, for reports. */
  String urlWithoutPassword() {
    return url.withoutPassword().toString();
  }
}
