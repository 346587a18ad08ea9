// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the privileges that an account lacks for a task. */
final class Privileges {
  /** The privileges for reading accounts and functions. */
  static final Grant READ_ACCOUNTS = Grant.of("mysql.*", List.of("SELECT"));

  private Privileges() {}

  /** Returns the needed privileges that the account's grants do not cover, without duplicates. */
  static List<Grant> missing(List<Grant> own, List<Grant> needs, NameComparison names) {
    List<Grant> missing = new ArrayList<>();
    for (Grant need : needs) {
      for (Grant one : missing(own, need, names)) {
        if (!missing.contains(one)) {
          missing.add(one);
        }
      }
    }
    return missing;
  }

  /** Returns the missing privileges on one object, one grant for each. */
  static List<Grant> missing(List<Grant> own, Grant need, NameComparison names) {
    Set<String> needed = new TreeSet<>(need.privileges());
    List<Grant> relevant =
        own.stream().filter(grant -> grant.object().includes(need.object(), names)).toList();
    List<String> complete = PrivilegeNames.complete(need.object().kind());
    // if the account has none of them, the message names only ALL
    if (need.object().kind() != GrantObject.Kind.SERVER
        && needed.contains(Grant.ALL)
        && !isCovered(relevant, Grant.ALL)
        && complete.stream().anyMatch(privilege -> isCovered(relevant, privilege))) {
      needed.remove(Grant.ALL);
      needed.addAll(complete);
    }
    return needed.stream()
        .filter(privilege -> !isCovered(relevant, privilege))
        .map(privilege -> new Grant(need.object(), Set.of(privilege)))
        .toList();
  }

  private static boolean isCovered(List<Grant> grants, String privilege) {
    return grants.stream().anyMatch(grant -> grant.covers(privilege));
  }
}
