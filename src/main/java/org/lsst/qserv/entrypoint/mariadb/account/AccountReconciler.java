// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;

/**
 * Finds the difference between a server's databases, accounts and privileges and the desired ones.
 * A pure function: it opens no connection.
 */
final class AccountReconciler {
  private final DesiredState desired;
  private final CurrentState current;
  private final InitOptions options;
  private final Set<String> managedDatabases;
  private final ChangeList changes = new ChangeList();
  private final List<String> unmanaged = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  AccountReconciler(DesiredState desired, CurrentState current, InitOptions options) {
    this.desired = desired;
    this.current = current;
    this.options = options;
    this.managedDatabases = managedDatabases(desired, current.names());
  }

  /**
   * Returns the difference, except for plugins, whose scripts are read from files.
   *
   * @param server the address of the server, for messages
   */
  Difference difference(String server) {
    desired.databases().stream()
        .filter(database -> !current.hasDatabase(database))
        .forEach(changes::create);
    desired.accounts().stream().filter(account -> !isSelf(account.name())).forEach(this::compare);
    desired.expired().stream()
        .filter(name -> !isSelf(name) && current.account(name).isPresent())
        .forEach(name -> changes.drop(name, "the expired operator"));
    current.accounts().stream().filter(this::isUnmanaged).forEach(this::removeAccount);
    return new Difference(desired.module(), server, changes.all(), unmanaged, warnings);
  }

  private static Set<String> managedDatabases(DesiredState desired, NameComparison names) {
    Set<String> managed = new TreeSet<>(desired.databases());
    Stream.concat(desired.accounts().stream(), desired.otherModules().stream())
        .flatMap(account -> account.grants().stream())
        .map(grant -> grant.object().literalDatabase(names))
        .filter(database -> !database.isEmpty())
        .forEach(managed::add);
    return managed;
  }

  /**
   * Returns whether a name is that of the current account. It is never changed: if it can log in
   * and change accounts, it has what it needs.
   */
  private boolean isSelf(AccountName name) {
    return name.user().equals(current.self().user());
  }

  private void compare(DesiredState.Account account) {
    current
        .account(account.name())
        .ifPresentOrElse(found -> compare(account, found), () -> create(account));
  }

  private void create(DesiredState.Account account) {
    if (account.login() instanceof Login.Disabled(String missing)) {
      warnings.add(
          "account "
              + account.name()
              + " is created without a password and accepts no login, because "
              + missing
              + " is not set");
    }
    changes.create(account.name(), Credential.of(account.login()));
    grants(account, List.of()).grantMissing(changes);
  }

  private void compare(DesiredState.Account account, CurrentState.Account found) {
    if (account.login() instanceof Login.Disabled(String missing)) {
      checkEmptyPassword(found, missing);
    } else {
      repairLogin(Credential.of(account.login()), found);
    }
    if (found.locked()) {
      changes.unlock(found.name());
    }
    GrantReconciler grants = grants(account, found.grants());
    grants.grantMissing(changes);
    grants.unmanaged().forEach(grant -> removeGrant(account.name(), grant, grants));
  }

  private void repairLogin(Credential credential, CurrentState.Account found) {
    if (!credential.matches(found)) {
      boolean otherMethod = found.alternatives() || !found.plugin().equals(credential.plugin());
      changes.set(otherMethod ? "the login method" : "the password", found.name(), credential);
    } else if (found.expired()) {
      changes.set("the expired password", found.name(), credential);
    }
  }

  /** Services may rely on an empty password, so password login is disabled only on request. */
  private void checkEmptyPassword(CurrentState.Account found, String missing) {
    if (!found.hasEmptyPassword()) {
      return;
    }
    if (options.disableEmptyPasswords()) {
      changes.disablePassword(found.name(), found.allowsSocket());
    } else {
      warnings.add(
          "account "
              + found.name()
              + " has an empty password; set "
              + missing
              + ", or disable password login with --disable-empty-passwords");
    }
  }

  private GrantReconciler grants(DesiredState.Account account, List<Grant> found) {
    List<Grant> ofOtherModules = new ArrayList<>();
    List<Grant> external = new ArrayList<>(account.external());
    for (DesiredState.Account other : desired.otherModules()) {
      if (other.name().equals(account.name())) {
        ofOtherModules.addAll(other.grants());
        external.addAll(other.external());
      }
    }
    return new GrantReconciler(
        account.name(),
        found,
        account.grants(),
        ofOtherModules,
        new ExternalGrants(external, managedDatabases, current.names()));
  }

  private void removeGrant(AccountName name, Grant grant, GrantReconciler grants) {
    boolean isRole = grant.object().text().isEmpty();
    if (options.prune() && !isRole) {
      grants.revoke(grant, changes);
      return;
    }
    for (String privilege : new TreeSet<>(grant.privileges())) {
      unmanaged.add(
          isRole
              ? "role "
                  + privilege
                  + " of "
                  + name
                  + " (only an administrator of the role can revoke it)"
              : privilege + " on " + grant.object() + " of " + name);
    }
  }

  private boolean isUnmanaged(CurrentState.Account account) {
    return !isSelf(account.name())
        && !account.isLocalAdministrator()
        && !desired.expired().contains(account.name())
        && desired.accounts().stream().noneMatch(one -> one.name().equals(account.name()))
        && desired.otherModules().stream().noneMatch(one -> one.name().equals(account.name()));
  }

  private void removeAccount(CurrentState.Account account) {
    if (options.prune()) {
      changes.drop(account.name(), "account");
    } else {
      unmanaged.add("account " + account.name());
    }
  }
}
