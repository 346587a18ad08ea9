// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** A database of a fleet. */
public record FleetMember(DatabaseUrl url) {
  /** By which it is known in tables, logs and reports: {@code host:port}, or its socket. */
  public String name() {
    return url.place();
  }

  /** Its URL as a report may hold it: without the password. */
  String openUrl() {
    return url.withoutPassword().toString();
  }
}
