// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import java.util.List;
import java.util.Map;

/**
 * What a module requires of its database server besides its schema. Strings may contain references
 * to settings, such as {@code {{ a.b }}}.
 *
 * @param databases the databases that {@code init} creates
 * @param operatorPrivileges the privileges of operators who upgrade the module's schema
 */
public record InitialState(
    List<String> databases,
    List<Account> accounts,
    Map<String, List<String>> operatorPrivileges,
    List<Plugin> plugins) {
  public InitialState {
    databases = List.copyOf(databases);
    accounts = List.copyOf(accounts);
    operatorPrivileges = Map.copyOf(operatorPrivileges);
    plugins = List.copyOf(plugins);
  }

  /**
   * Returns the users of the module's services: the accounts that log in with a password and exist
   * even if none is set.
   */
  public List<String> serviceUsers() {
    return accounts.stream()
        .filter(account -> !account.login().socket() && !account.login().optional())
        .map(Account::user)
        .toList();
  }

  /**
   * An account, created once per host.
   *
   * @param label its name in the catalog
   * @param user its name on the server
   * @param privileges the privileges by object: {@code *.*}, {@code database.*}, {@code
   *     database.table} or {@code FUNCTION database.name}
   * @param externalPrivileges privileges that other programs grant and revoke
   */
  public record Account(
      String label,
      String user,
      List<String> hosts,
      Login login,
      Map<String, List<String>> privileges,
      Map<String, List<String>> externalPrivileges) {
    public Account {
      hosts = List.copyOf(hosts);
      privileges = Map.copyOf(privileges);
      externalPrivileges = Map.copyOf(externalPrivileges);
    }
  }

  /**
   * How an account logs in.
   *
   * @param socket whether the server authenticates the operating system user instead of a password
   * @param password empty if there is none
   * @param optional whether the account exists only if it has a password
   */
  public record Login(boolean socket, String password, boolean optional) {}

  /**
   * User-defined functions installed from a library.
   *
   * @param script the SQL file that installs them if it exists, relative to {@code paths.templates}
   *     unless it is absolute
   * @param functions the names of the functions; the script runs unless all of them exist
   */
  public record Plugin(String name, String script, List<String> functions) {
    public Plugin {
      functions = List.copyOf(functions);
    }
  }
}
