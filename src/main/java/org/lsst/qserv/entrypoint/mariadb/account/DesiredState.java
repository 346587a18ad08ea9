// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.nio.file.Path;
import java.util.List;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;

/**
 * What a module wants of its server, besides its schema.
 *
 * @param module whose state it is, for messages
 * @param databases those that must be there
 * @param accounts those that must be there, with these privileges
 * @param expired accounts that must not be there any more
 * @param tolerated accounts of other modules, which may be on the same server: neither they nor
 *     these privileges of theirs are surplus
 */
public record DesiredState(
    String module,
    List<String> databases,
    List<Account> accounts,
    List<Plugin> plugins,
    List<AccountName> expired,
    List<Account> tolerated) {
  public DesiredState {
    databases = List.copyOf(databases);
    accounts = List.copyOf(accounts);
    plugins = List.copyOf(plugins);
    expired = List.copyOf(expired);
    tolerated = List.copyOf(tolerated);
  }

  /**
   * An account.
   *
   * @param external what others grant it and revoke: never granted, reported or revoked here
   */
  public record Account(AccountName name, Login login, List<Grant> grants, List<Grant> external) {
    public Account {
      grants = List.copyOf(grants);
      external = List.copyOf(external);
    }
  }

  /**
   * Functions that come with a library.
   *
   * @param script installs them; where there is no such file there is no such library
   * @param functions runs unless the server knows all of these
   */
  public record Plugin(String name, Path script, List<String> functions) {
    public Plugin {
      functions = List.copyOf(functions);
    }
  }
}
