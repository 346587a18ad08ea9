// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.upgrade;

/** Whether a server may be started on the files of an earlier series, which it has to upgrade. */
public enum UpgradeRule {
  /** It is refused. */
  REFUSED,
  /** It is allowed, and a user runs {@code entrypoint database upgrade}. */
  MANUAL,
  /** It is allowed, and the launcher upgrades the database after the start. */
  AUTOMATIC
}
