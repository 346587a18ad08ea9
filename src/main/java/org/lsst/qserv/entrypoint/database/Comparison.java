package org.lsst.qserv.entrypoint.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the difference between a server's state and the desired one. Pure: it asks nobody. */
final class Comparison {
  private final DesiredState desired;
  private final CurrentState current;
  private final boolean prune;
  private final ChangeList changes = new ChangeList();
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
        .forEach(changes::create);
    desired.accounts().stream().filter(account -> !isSelf(account.name())).forEach(this::compare);
    desired.expired().stream()
        .filter(name -> !isSelf(name) && current.account(name).isPresent())
        .forEach(name -> changes.drop(name, "the expired operator"));
    current.accounts().stream().filter(this::isSurplus).forEach(this::surplus);
    return new Difference(desired.module(), server, changes.all(), surplus, warnings);
  }

  /** Nobody can mend himself: who can log in and may change accounts has what it takes. */
  private boolean isSelf(AccountName name) {
    return name.user().equals(current.self().user());
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
    changes.create(account.name(), credential);
  }

  private void mend(Credential credential, CurrentState.Account found) {
    if (!credential.isThatOf(found) && !credential.leavesAlone(found)) {
      boolean otherWay = found.alternatives() || !found.plugin().equals(credential.plugin());
      changes.set(otherWay ? "the way to log in" : "the password", found.name(), credential);
    } else if (found.expired() && credential.isThatOf(found)) {
      changes.set("the expired password", found.name(), credential);
    }
    if (found.locked()) {
      changes.unlock(found.name());
    }
  }

  private void grants(DesiredState.Account account, List<Grant> found) {
    for (Grant wanted : account.grants()) {
      Set<String> missing = new TreeSet<>(wanted.privileges());
      found.stream()
          .filter(grant -> grant.object().equals(wanted.object()))
          .forEach(grant -> missing.removeIf(grant::covers));
      if (!missing.isEmpty()) {
        changes.give(account.name(), wanted.object(), missing);
      }
    }
    for (Grant grant : found) {
      surplus(account, grant);
    }
  }

  private void surplus(DesiredState.Account account, Grant found) {
    Set<String> wanted = wanted(account, found.object());
    Set<String> tooMany = new TreeSet<>(found.privileges());
    tooMany.removeAll(wanted);
    if (wanted.contains(Grant.ALL)) {
      tooMany.removeIf(privilege -> !privilege.equals(Grant.GRANT_OPTION));
    }
    for (String privilege : tooMany) {
      tooMany(account.name(), found.object(), privilege);
    }
    // all privileges can only be taken as a whole
    wanted.remove(Grant.GRANT_OPTION);
    if (prune && tooMany.contains(Grant.ALL) && !wanted.isEmpty()) {
      changes.give(account.name(), found.object(), wanted);
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

  private void tooMany(AccountName name, String object, String privilege) {
    if (object.isEmpty()) {
      surplus.add("role " + privilege + " of " + name + ", which only its administrator revokes");
    } else if (prune) {
      changes.take(name, object, privilege);
    } else {
      surplus.add(privilege + " on " + object + " of " + name);
    }
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
      changes.drop(account.name(), "account");
    } else {
      surplus.add("account " + account.name());
    }
  }
}
