// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.mariadb.connection.AuthenticatedAccount;

/** Reads a server's databases, accounts and functions. */
final class CurrentStateReader {
  /** Excludes roles, which administrators create and this program does not manage. */
  private static final String ACCOUNTS =
      "SELECT User, Host, IFNULL(JSON_VALUE(Priv, '$.plugin'), ''),"
          + " IFNULL(JSON_VALUE(Priv, '$.authentication_string'), ''),"
          + " JSON_EXISTS(Priv, '$.auth_or'),"
          + " IFNULL(JSON_QUERY(Priv, '$.auth_or'), '') LIKE '%\"unix_socket\"%',"
          + " IFNULL(JSON_VALUE(Priv, '$.account_locked'), 0) IN ('1', 'true'),"
          + " IFNULL(JSON_VALUE(Priv, '$.password_last_changed'), 1) = 0"
          + " FROM mysql.global_priv"
          + " WHERE IFNULL(JSON_VALUE(Priv, '$.is_role'), 0) NOT IN ('1', 'true')"
          + " ORDER BY User, Host";

  private final Statement statement;

  private CurrentStateReader(Statement statement) {
    this.statement = statement;
  }

  /**
   * Reads what the account may read. If it cannot read {@code mysql.global_priv}, accounts and
   * functions are empty.
   */
  static CurrentState read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return new CurrentStateReader(statement).read();
    }
  }

  private CurrentState read() throws SQLException {
    List<Grant> own = grants("SHOW GRANTS");
    NameComparison names = names();
    boolean canReadAccounts = Privileges.missing(own, Privileges.READ_ACCOUNTS, names).isEmpty();
    return new CurrentState(
        AuthenticatedAccount.of(statement.getConnection()),
        own,
        strings("SELECT schema_name FROM information_schema.schemata"),
        canReadAccounts ? accounts() : List.of(),
        canReadAccounts
            ? strings("SELECT name FROM mysql.func UNION SELECT name FROM mysql.proc")
            : Set.of(),
        names);
  }

  private NameComparison names() throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT @@lower_case_table_names")) {
      rows.next();
      return new NameComparison(rows.getInt(1) == 0);
    }
  }

  private Set<String> strings(String query) throws SQLException {
    Set<String> strings = new HashSet<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }

  private List<CurrentState.Account> accounts() throws SQLException {
    List<CurrentState.Account> accounts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(ACCOUNTS)) {
      while (rows.next()) {
        accounts.add(account(rows));
      }
    }
    List<CurrentState.Account> complete = new ArrayList<>();
    for (CurrentState.Account account : accounts) {
      complete.add(account.withGrants(grants("SHOW GRANTS FOR " + account.name())));
    }
    return complete;
  }

  private static CurrentState.Account account(ResultSet row) throws SQLException {
    return new CurrentState.Account(
        new AccountName(row.getString(1), row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getBoolean(5),
        row.getBoolean(6),
        row.getBoolean(7),
        row.getBoolean(8),
        List.of());
  }

  private List<Grant> grants(String query) throws SQLException {
    List<Grant> grants = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        GrantReader.read(rows.getString(1)).ifPresent(grants::add);
      }
    }
    return grants;
  }
}
