package org.lsst.qserv.entrypoint.catalogue;

import java.util.List;
import java.util.Map;

/**
 * What a module wants of its database server besides its schema. Texts may refer to settings.
 *
 * @param databases those that {@code init} creates
 * @param operatorPrivileges what an operator needs who upgrades the module's schema
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

  /** Returns the users of the module's services: the accounts that always have a password. */
  public List<String> serviceUsers() {
    return accounts.stream()
        .filter(account -> !account.socket() && !account.optional())
        .map(Account::user)
        .toList();
  }

  /**
   * An account, once for each host.
   *
   * @param label its name in the catalogue
   * @param user its name on the server
   * @param socket whether the server asks the kernel who it is, instead of for a password
   * @param password empty if there is none
   * @param optional whether it exists only where it has a password
   * @param privileges by object, {@code *.*} or {@code database.*}
   */
  public record Account(
      String label,
      String user,
      List<String> hosts,
      boolean socket,
      String password,
      boolean optional,
      Map<String, List<String>> privileges) {
    public Account {
      hosts = List.copyOf(hosts);
      privileges = Map.copyOf(privileges);
    }
  }

  /**
   * Functions that come with a library of their own.
   *
   * @param script SQL that installs them, where there is such a file; counts from {@code
   *     paths.templates} unless it is absolute
   * @param functions their names; the script runs unless the server knows them all
   */
  public record Plugin(String name, String script, List<String> functions) {
    public Plugin {
      functions = List.copyOf(functions);
    }
  }
}
