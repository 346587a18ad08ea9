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
  private static final Grant CREATE_USER = new Grant(GrantObject.SERVER, Set.of("CREATE USER"));

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
        CREATE_USER);
  }

  /**
   * Sets how an account logs in.
   *
   * @param what the part that differs, such as {@code the password}
   */
  void set(String what, AccountName name, Credential credential) {
    add(
        "set " + what + " of account " + name,
        RedactedText.plain("ALTER USER " + name).plus(credential.sql()),
        CREATE_USER);
  }

  /**
   * Replaces an empty password with a credential that no password matches.
   *
   * @param keepSocket whether the system user of the same name can still log in over the socket
   */
  void disablePassword(AccountName name, boolean keepSocket) {
    RedactedText sql = RedactedText.plain("ALTER USER " + name).plus(Credential.NONE.sql());
    add(
        "disable password login of account " + name + ", whose password is empty",
        keepSocket ? sql.plus(RedactedText.plain(" OR " + Credential.SOCKET)) : sql,
        CREATE_USER);
  }

  void unlock(AccountName name) {
    add(
        "unlock account " + name,
        RedactedText.plain("ALTER USER " + name + " ACCOUNT UNLOCK"),
        CREATE_USER);
  }

  /**
   * Drops an account.
   *
   * @param what the kind of account, such as {@code account}
   */
  void drop(AccountName name, String what) {
    add(
        "drop " + what + " " + name,
        RedactedText.plain("DROP USER IF EXISTS " + name),
        CREATE_USER);
  }

  /** Grants privileges, which the current account must have itself. */
  void grant(AccountName name, GrantObject object, Set<String> privileges) {
    Set<String> needed = new TreeSet<>(privileges);
    needed.add(Grant.GRANT_OPTION);
    add(
        "grant " + String.join(", ", privileges) + " on " + object + " to " + name,
        RedactedText.plain(Grant.grantStatement(object, privileges, name)),
        new Grant(object, needed));
  }

  /**
   * Revokes a privilege. The current account must have it itself; for a privilege on a column, that
   * on the table.
   */
  void revoke(AccountName name, GrantObject object, String privilege) {
    Set<String> needed = new TreeSet<>();
    needed.add(Grant.GRANT_OPTION);
    needed.add(PrivilegeNames.withoutColumn(privilege));
    add(
        "revoke " + privilege + " on " + object + " of " + name,
        RedactedText.plain(Grant.revokeStatement(object, privilege, name)),
        new Grant(object, needed));
  }

  private void add(String what, RedactedText sql, Grant need) {
    changes.add(new Change(what, sql, List.of(need)));
  }
}
