// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;

/**
 * What a server has.
 *
 * @param self the account that we are logged in as
 * @param ownGrants its privileges
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

  /** Returns whether there is a database of that name, as the server compares names. */
  boolean hasDatabase(String name) {
    return databases.stream().map(names::fold).anyMatch(names.fold(name)::equals);
  }

  /** Returns whether the server knows functions, whose names do not depend on case. */
  boolean hasFunctions(List<String> all) {
    return all.stream().allMatch(name -> functions.stream().anyMatch(name::equalsIgnoreCase));
  }

  Optional<Account> account(AccountName name) {
    return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
  }

  /**
   * An account as it is.
   *
   * @param credential what the plugin compares with: a scrambled password; never shown
   * @param alternatives whether there are further ways to log in
   * @param orSocket whether the server's socket is among these
   * @param expired whether the password has to be changed first
   */
  record Account(
      AccountName name,
      String plugin,
      String credential,
      boolean alternatives,
      boolean orSocket,
      boolean locked,
      boolean expired,
      List<Grant> grants) {
    private static final Set<String> SERVERS_OWN = Set.of("mariadb.sys", "root");
    private static final String LOCAL = "localhost";

    Account {
      grants = List.copyOf(grants);
    }

    /** Whether it is the server's own, or administers it from inside its container. */
    boolean isLocalAdministrator() {
      return name.host().equals(LOCAL)
          && (SERVERS_OWN.contains(name.user())
              || ((orSocket || plugin.equals(Credential.SOCKET))
                  && grants.stream()
                      .anyMatch(grant ->
                          grant.object().equals(GrantObject.SERVER) && grant.covers(Grant.ALL))));
    }

    /**
     * Returns whether the account accepts clients without a password. Where there are alternatives,
     * the server stores the credential of the password among them, too.
     */
    boolean hasEmptyPassword() {
      return Credential.PASSWORD_PLUGINS.contains(plugin) && credential.isEmpty();
    }

    Account with(List<Grant> found) {
      return new Account(name, plugin, credential, alternatives, orSocket, locked, expired, found);
    }

    @Override
    public String toString() {
      return name.toString();
    }
  }
}
