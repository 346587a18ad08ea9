// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the privileges that an account lacks for a task. */
final class Privileges {
  /** What reading the current state needs. */
  static final Grant READING = Grant.of("mysql.*", List.of("SELECT"));

  private Privileges() {}

  /** Returns the needed privileges that the grants do not cover, each once. */
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

  /** The same for one object: a grant for each missing privilege. */
  static List<Grant> missing(List<Grant> own, Grant need, NameComparison names) {
    Set<String> needed = new TreeSet<>(need.privileges());
    List<Grant> relevant =
        own.stream().filter(grant -> grant.object().includes(need.object(), names)).toList();
    List<String> complete = PrivilegeNames.complete(need.object().kind());
    // an account that has none of them lacks ALL, which is one privilege to name
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
