// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Collects changes, each with its description, its SQL and the privileges that it needs. */
final class ChangeList {
  private static final Grant MAKING_ACCOUNTS = new Grant(GrantObject.SERVER, Set.of("CREATE USER"));

  private final List<Change> changes = new ArrayList<>();

  List<Change> all() {
    return List.copyOf(changes);
  }

  void create(String database) {
    add(
        "create database " + database,
        RedactedText.plain("CREATE DATABASE IF NOT EXISTS " + GrantObject.identifier(database)),
        new Grant(GrantObject.onDatabase(database), Set.of("CREATE")));
  }

  void create(AccountName name, Credential credential) {
    add(
        "create account " + name,
        RedactedText.plain("CREATE USER IF NOT EXISTS " + name).plus(credential.sql()),
        MAKING_ACCOUNTS);
  }

  /**
   * Sets how an account logs in.
   *
   * @param what is wrong now
   */
  void set(String what, AccountName name, Credential credential) {
    add(
        "set " + what + " of account " + name,
        RedactedText.plain("ALTER USER " + name).plus(credential.sql()),
        MAKING_ACCOUNTS);
  }

  /**
   * Replaces an empty password by one that nothing matches.
   *
   * @param keepSocket whether the account also accepts the system user of its name on the socket
   */
  void close(AccountName name, boolean keepSocket) {
    RedactedText sql = RedactedText.plain("ALTER USER " + name).plus(Credential.NONE.sql());
    add(
        "close account " + name + ", which has an empty password",
        keepSocket ? sql.plus(RedactedText.plain(" OR " + Credential.SOCKET)) : sql,
        MAKING_ACCOUNTS);
  }

  void unlock(AccountName name) {
    add(
        "unlock account " + name,
        RedactedText.plain("ALTER USER " + name + " ACCOUNT UNLOCK"),
        MAKING_ACCOUNTS);
  }

  /**
   * Drops an account.
   *
   * @param what it is
   */
  void drop(AccountName name, String what) {
    add(
        "drop " + what + " " + name,
        RedactedText.plain("DROP USER IF EXISTS " + name),
        MAKING_ACCOUNTS);
  }

  /** Grants privileges, which the current account needs itself. */
  void give(AccountName name, GrantObject object, Set<String> privileges) {
    Set<String> needed = new TreeSet<>(privileges);
    needed.add(Grant.GRANT_OPTION);
    add(
        "grant " + String.join(", ", privileges) + " on " + object + " to " + name,
        RedactedText.plain(Grant.give(object, privileges, name)),
        new Grant(object, needed));
  }

  /**
   * Revokes a privilege, which the current account needs itself; of a column, that of the table.
   */
  void take(AccountName name, GrantObject object, String privilege) {
    Set<String> needed = new TreeSet<>();
    needed.add(Grant.GRANT_OPTION);
    needed.add(PrivilegeNames.withoutColumn(privilege));
    add(
        "revoke " + privilege + " on " + object + " of " + name,
        RedactedText.plain(Grant.take(object, privilege, name)),
        new Grant(object, needed));
  }

  private void add(String what, RedactedText sql, Grant need) {
    changes.add(new Change(what, sql, List.of(need)));
  }
}
