// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * The account as which a server authenticated a session. It may not be the requested one: if a
 * server has an anonymous account for the client's host, it accepts any unknown user.
 */
public final class AuthenticatedAccount {
  private AuthenticatedAccount() {}

  /** Returns the account of a session. */
  public static AccountName of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT CURRENT_USER()")) {
      rows.next();
      return AccountName.parse(rows.getString(1));
    }
  }

  /**
   * Checks that the account of a session is not an anonymous one, which has no privileges.
   *
   * @throws Failure with exit code 77 if it is
   */
  public static void refuseAnonymous(AccountName account, DatabaseUrl url) {
    if (account.isAnonymous()) {
      throw new Failure(
          ExitCode.ACCESS_DENIED,
          url.address()
              + " authenticates user '"
              + url.user()
              + "' as the anonymous account "
              + account,
          remedy(account));
    }
  }

  /**
   * Returns the anonymous account that made a server deny a login. Such an account takes precedence
   * over accounts for more hosts, and has no password that could match.
   *
   * @param denied the error of the login
   */
  public static Optional<AccountName> causeOf(
      SQLException denied, DatabaseUrl url, Duration timeout) {
    if (!SqlFailures.isAccessDenied(denied) || url.password().isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = Connections.open(url.withoutPassword(), timeout)) {
      return Optional.of(of(connection)).filter(AccountName::isAnonymous);
    } catch (SQLException e) {
      return Optional.empty(); // the usual case: there is none
    }
  }

  /** Returns instructions for removing or bypassing an anonymous account. */
  public static String remedy(AccountName anonymous) {
    return "run DROP USER "
        + anonymous
        + " as another administrator, or set database.admin-url to that administrator";
  }
}
