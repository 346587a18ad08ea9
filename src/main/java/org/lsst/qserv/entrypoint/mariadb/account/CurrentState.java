// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;

/**
 * The databases, accounts and functions of a server.
 *
 * @param self the account of the current session
 * @param ownGrants the privileges of that account
 * @param functions the names of loaded and stored functions
 * @param names how the server compares names
 */
record CurrentState(
    AccountName self,
    List<Grant> ownGrants,
    Set<String> databases,
    List<Account> accounts,
    Set<String> functions,
    NameComparison names) {
  CurrentState {
    ownGrants = List.copyOf(ownGrants);
    databases = Set.copyOf(databases);
    accounts = List.copyOf(accounts);
    functions = Set.copyOf(functions);
  }

  /** Returns whether a database of that name exists, by the server's comparison of names. */
  boolean hasDatabase(String name) {
    return databases.stream().map(names::fold).anyMatch(names.fold(name)::equals);
  }

  /** Returns whether the server has all these functions, whose names are case-insensitive. */
  boolean hasFunctions(List<String> all) {
    return all.stream().allMatch(name -> functions.stream().anyMatch(name::equalsIgnoreCase));
  }

  Optional<Account> account(AccountName name) {
    return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
  }

  /**
   * An account on the server.
   *
   * @param credential the string that the plugin compares with, a scrambled password; secret
   * @param alternatives whether there are alternative authentication methods
   * @param allowsSocket whether {@code unix_socket} is among these
   * @param expired whether the password has expired
   */
  record Account(
      AccountName name,
      String plugin,
      String credential,
      boolean alternatives,
      boolean allowsSocket,
      boolean locked,
      boolean expired,
      List<Grant> grants) {
    private static final Set<String> SYSTEM_USERS = Set.of("mariadb.sys", "root");
    private static final String LOCALHOST = "localhost";

    Account {
      grants = List.copyOf(grants);
    }

    /**
     * Returns whether the account is a built-in local account, or a local account that logs in over
     * the socket and has all privileges.
     */
    boolean isLocalAdministrator() {
      return name.host().equals(LOCALHOST)
          && (SYSTEM_USERS.contains(name.user())
              || ((allowsSocket || plugin.equals(Credential.SOCKET))
                  && grants.stream()
                      .anyMatch(grant ->
                          grant.object().equals(GrantObject.SERVER) && grant.covers(Grant.ALL))));
    }

    /**
     * Returns whether the account accepts clients without a password. If there are alternatives,
     * the server also stores the credential of the password among them.
     */
    boolean hasEmptyPassword() {
      return Credential.PASSWORD_PLUGINS.contains(plugin) && credential.isEmpty();
    }

    Account withGrants(List<Grant> found) {
      return new Account(
          name, plugin, credential, alternatives, allowsSocket, locked, expired, found);
    }

    @Override
    public String toString() {
      return name.toString();
    }
  }
}
