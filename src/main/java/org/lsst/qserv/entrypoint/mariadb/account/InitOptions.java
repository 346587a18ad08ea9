// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

/**
 * Options of an initialization, which by default only adds and repairs.
 *
 * @param prune whether to remove unmanaged accounts and privileges
 * @param closeEmpty whether to close accounts with an empty password if none is configured
 */
public record InitOptions(boolean prune, boolean closeEmpty) {
  /** Removes and closes nothing. */
  public static final InitOptions NONE = new InitOptions(false, false);
}
