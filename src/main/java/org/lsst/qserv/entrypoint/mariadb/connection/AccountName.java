// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.util.Locale;

/**
 * The name of an account. The user is case-sensitive, the host is not.
 *
 * @param user empty for an anonymous account
 * @param host the host that its clients connect from, in lower case as the server stores it; {@code
 *     %} is any
 */
public record AccountName(String user, String host) {
  public AccountName {
    host = host.toLowerCase(Locale.ROOT);
  }

  /** Returns the account that {@code CURRENT_USER()} names: {@code user@host}, without quotes. */
  public static AccountName parse(String text) {
    int at = text.lastIndexOf('@');
    return new AccountName(text.substring(0, at), text.substring(at + 1));
  }

  /** Returns whether the account accepts any user name that no other account has. */
  public boolean isAnonymous() {
    return user.isEmpty();
  }

  /** Returns the name in SQL syntax. */
  @Override
  public String toString() {
    return quoted(user) + "@" + quoted(host);
  }

  /** Returns a string literal for a session with an empty {@code sql_mode}. */
  public static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
