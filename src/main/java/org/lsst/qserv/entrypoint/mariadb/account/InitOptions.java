// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

/**
 * What an initialization may do besides adding what is missing.
 *
 * @param prune whether unmanaged accounts and privileges are removed
 * @param closeEmpty whether accounts with an empty password are closed where none is configured
 */
public record InitOptions(boolean prune, boolean closeEmpty) {
  /** Removes and closes nothing. */
  public static final InitOptions NONE = new InitOptions(false, false);
}
