// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.nio.file.Path;
import java.util.List;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;

/**
 * The state that a module requires of its server, except for its schema.
 *
 * @param module the module, for messages
 * @param databases the databases that must exist
 * @param accounts the accounts that must exist, with these privileges
 * @param expired accounts that must not exist anymore
 * @param otherModules accounts of the catalog's other modules, which may be on the same server:
 *     neither they nor their privileges listed here are unmanaged
 */
public record DesiredState(
    String module,
    List<String> databases,
    List<Account> accounts,
    List<Plugin> plugins,
    List<AccountName> expired,
    List<Account> otherModules) {
  public DesiredState {
    databases = List.copyOf(databases);
    accounts = List.copyOf(accounts);
    plugins = List.copyOf(plugins);
    expired = List.copyOf(expired);
    otherModules = List.copyOf(otherModules);
  }

  /**
   * An account that must exist.
   *
   * @param external privileges that other programs manage: never granted, reported or revoked here
   */
  public record Account(AccountName name, Login login, List<Grant> grants, List<Grant> external) {
    public Account {
      grants = List.copyOf(grants);
      external = List.copyOf(external);
    }
  }

  /**
   * Functions that a shared library provides.
   *
   * @param script the SQL script that installs them; exists only if the library does
   * @param functions the script runs unless the server has all of these
   */
  public record Plugin(String name, Path script, List<String> functions) {
    public Plugin {
      functions = List.copyOf(functions);
    }
  }
}
