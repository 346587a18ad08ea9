// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.mariadb.connection.AccountName;

/**
 * Privileges on one object, normalized: equal privileges have equal representations.
 *
 * @param privileges in the spelling of {@link PrivilegeNames}, including {@link #ALL} and {@link
 *     #GRANT_OPTION}; one per column; for a role its name
 */
public record Grant(GrantObject object, Set<String> privileges) {
  static final String ALL = "ALL PRIVILEGES";
  static final String GRANT_OPTION = "GRANT OPTION";
  private static final String USAGE = "USAGE";

  public Grant {
    privileges = Set.copyOf(normalized(object, privileges));
  }

  /**
   * Returns a grant in the notation of users.
   *
   * @param object in the syntax of {@link GrantObject#of}
   */
  public static Grant of(String object, Iterable<String> privileges) {
    Set<String> names = new TreeSet<>();
    privileges.forEach(privilege -> names.addAll(PrivilegeNames.of(privilege)));
    return new Grant(GrantObject.of(object), names);
  }

  private static Set<String> normalized(GrantObject object, Set<String> privileges) {
    Set<String> names = new TreeSet<>(privileges);
    names.remove(USAGE); // "no privileges"
    // for a routine, the server shows a list even if all are granted
    boolean all = object.kind() == GrantObject.Kind.ROUTINE && isComplete(object, names);
    if (all || names.contains(ALL)) {
      names.removeIf(name -> !name.equals(GRANT_OPTION));
      names.add(ALL);
    }
    return names;
  }

  /** Returns whether the server may show these privileges as {@link #ALL}. */
  boolean isComplete() {
    return isComplete(object, privileges);
  }

  private static boolean isComplete(GrantObject object, Set<String> privileges) {
    List<String> complete = PrivilegeNames.complete(object.kind());
    return privileges.contains(ALL) || (!complete.isEmpty() && privileges.containsAll(complete));
  }

  /** Returns whether a privilege is among these; column names are not case-sensitive. */
  boolean contains(String privilege) {
    return privileges.stream().anyMatch(privilege::equalsIgnoreCase);
  }

  /** Returns whether a privilege is among these or included in one of them. */
  boolean covers(String privilege) {
    if (contains(privilege)) {
      return true;
    }
    if (privilege.equals(GRANT_OPTION)) {
      return false;
    }
    return privileges.contains(ALL)
        || (PrivilegeNames.isOfColumn(privilege)
            && privileges.contains(PrivilegeNames.withoutColumn(privilege)));
  }

  /** Returns a statement that grants privileges on an object. */
  static String grantStatement(GrantObject object, Set<String> privileges, AccountName to) {
    List<String> names = new ArrayList<>(new TreeSet<>(privileges));
    boolean option = names.remove(GRANT_OPTION);
    return "GRANT "
        + (names.isEmpty() ? USAGE : String.join(", ", names))
        + " ON "
        + object
        + " TO "
        + to
        + (option ? " WITH GRANT OPTION" : "");
  }

  /** Returns a statement that revokes one privilege. */
  static String revokeStatement(GrantObject object, String privilege, AccountName from) {
    return "REVOKE " + privilege + " ON " + object + " FROM " + from;
  }
}
