package org.lsst.qserv.entrypoint.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.host.Masked;

/** Finds the difference between a server's state and the desired one. Pure: it asks nobody. */
final class Comparison {
  private final DesiredState desired;
  private final CurrentState current;
  private final boolean prune;
  private final List<Change> changes = new ArrayList<>();
  private final List<String> surplus = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * A comparison.
   *
   * @param prune whether surplus accounts and privileges are removed
   */
  Comparison(DesiredState desired, CurrentState current, boolean prune) {
    this.desired = desired;
    this.current = current;
    this.prune = prune;
  }

  /**
   * The difference, but for plugins, whose scripts are in files.
   *
   * @param server where the server is, for people
   */
  Difference difference(String server) {
    desired.databases().stream()
        .filter(database -> !current.databases().contains(database))
        .forEach(this::create);
    desired.accounts().stream().filter(account -> !isSelf(account.name())).forEach(this::compare);
    desired.expired().stream()
        .filter(name -> !isSelf(name) && current.account(name).isPresent())
        .forEach(name -> drop(name, "drop the expired operator " + name));
    current.accounts().stream().filter(this::isSurplus).forEach(this::surplus);
    return new Difference(desired.module(), server, changes, surplus, warnings);
  }

  /** Nobody can mend himself: who can log in and may change accounts has what it takes. */
  private boolean isSelf(AccountName name) {
    return name.user().equals(current.self().user());
  }

  private void create(String database) {
    change(
        "create database " + database,
        Masked.plain("CREATE DATABASE IF NOT EXISTS " + Grant.identifier(database)),
        new Grant(Grant.onDatabase(database), Set.of("CREATE")));
  }

  private void compare(DesiredState.Account account) {
    Credential credential = Credential.of(account.login());
    current
        .account(account.name())
        .ifPresentOrElse(
            found -> {
              mend(credential, found);
              grants(account, found.grants());
            },
            () -> {
              create(account, credential);
              grants(account, List.of());
            });
  }

  private void create(DesiredState.Account account, Credential credential) {
    if (account.login() instanceof Login.Closed(String missing)) {
      warnings.add(
          "account "
              + account.name()
              + " is made without a password, so nobody can log in: there is no "
              + missing);
    }
    change(
        "create account " + account.name(),
        Masked.plain("CREATE USER IF NOT EXISTS " + account.name()).plus(credential.sql()),
        users());
  }

  private void mend(Credential credential, CurrentState.Account found) {
    List<String> drift = new ArrayList<>();
    if (!credential.isThatOf(found) && !credential.leavesAlone(found)) {
      drift.add(
          found.alternatives() || !found.plugin().equals(credential.plugin())
              ? "the way to log in"
              : "the password");
    } else if (found.expired() && credential.isThatOf(found)) {
      drift.add("the expired password");
    }
    if (!drift.isEmpty()) {
      change(
          "set " + drift.getFirst() + " of account " + found.name(),
          Masked.plain("ALTER USER " + found.name()).plus(credential.sql()),
          users());
    }
    if (found.locked()) {
      change(
          "unlock account " + found.name(),
          Masked.plain("ALTER USER " + found.name() + " ACCOUNT UNLOCK"),
          users());
    }
  }

  private void grants(DesiredState.Account account, List<Grant> found) {
    for (Grant wanted : account.grants()) {
      Set<String> missing = new TreeSet<>(wanted.privileges());
      found.stream()
          .filter(grant -> grant.object().equals(wanted.object()))
          .forEach(grant -> missing.removeIf(grant::covers));
      if (!missing.isEmpty()) {
        give(account.name(), wanted.object(), missing);
      }
    }
    for (Grant grant : found) {
      surplus(account, grant);
    }
  }

  private void give(AccountName name, String object, Set<String> privileges) {
    Set<String> needed = new TreeSet<>(privileges);
    needed.add(Grant.GRANT_OPTION);
    change(
        "grant " + String.join(", ", privileges) + " on " + object + " to " + name,
        Masked.plain(Grant.give(object, privileges, name)),
        new Grant(object, needed));
  }

  private void surplus(DesiredState.Account account, Grant found) {
    Set<String> wanted = wanted(account, found.object());
    Set<String> tooMany = new TreeSet<>(found.privileges());
    tooMany.removeAll(wanted);
    if (wanted.contains(Grant.ALL)) {
      tooMany.removeIf(privilege -> !privilege.equals(Grant.GRANT_OPTION));
    }
    for (String privilege : tooMany) {
      take(account.name(), found.object(), privilege);
    }
    // all privileges can only be taken as a whole
    wanted.remove(Grant.GRANT_OPTION);
    if (prune && tooMany.contains(Grant.ALL) && !wanted.isEmpty()) {
      give(account.name(), found.object(), wanted);
    }
  }

  private Set<String> wanted(DesiredState.Account account, String object) {
    Set<String> wanted = new TreeSet<>();
    List<DesiredState.Account> all = new ArrayList<>(desired.tolerated());
    all.removeIf(other -> !other.name().equals(account.name()));
    all.add(account);
    all.stream()
        .flatMap(one -> one.grants().stream())
        .filter(grant -> grant.object().equals(object))
        .forEach(grant -> wanted.addAll(grant.privileges()));
    return wanted;
  }

  private void take(AccountName name, String object, String privilege) {
    if (object.isEmpty()) {
      surplus.add("role " + privilege + " of " + name + ", which only its administrator revokes");
      return;
    }
    String what = privilege + " on " + object + " of " + name;
    if (prune) {
      change(
          "revoke " + what,
          Masked.plain(Grant.take(object, privilege, name)),
          right(object, privilege));
    } else {
      surplus.add(what);
    }
  }

  /** Who takes a privilege away needs it for himself; of columns, that of the table. */
  private static Grant right(String object, String privilege) {
    Set<String> needed = new TreeSet<>();
    needed.add(Grant.GRANT_OPTION);
    needed.add(privilege.replaceFirst(" \\(.*", ""));
    return new Grant(object, needed);
  }

  private boolean isSurplus(CurrentState.Account account) {
    return !isSelf(account.name())
        && !account.isLocalAdministrator()
        && !desired.expired().contains(account.name())
        && desired.accounts().stream().noneMatch(one -> one.name().equals(account.name()))
        && desired.tolerated().stream().noneMatch(one -> one.name().equals(account.name()));
  }

  private void surplus(CurrentState.Account account) {
    if (prune) {
      drop(account.name(), "drop account " + account.name());
    } else {
      surplus.add("account " + account.name());
    }
  }

  private void drop(AccountName name, String what) {
    change(what, Masked.plain("DROP USER IF EXISTS " + name), users());
  }

  private static Grant users() {
    return new Grant(Grant.EVERYTHING, Set.of("CREATE USER"));
  }

  private void change(String what, Masked sql, Grant need) {
    changes.add(new Change(what, sql, List.of(need)));
  }
}
