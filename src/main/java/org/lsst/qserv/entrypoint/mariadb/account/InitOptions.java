// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

/**
 * Options of an initialization, which by default only adds and repairs.
 *
 * @param prune whether to remove unmanaged accounts and privileges
 * @param disableEmptyPasswords whether to disable password login of accounts whose password is
 *     empty and not configured
 */
public record InitOptions(boolean prune, boolean disableEmptyPasswords) {
  /** Removes and closes nothing. */
  public static final InitOptions NONE = new InitOptions(false, false);
}
